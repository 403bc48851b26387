"""Feeds (Atom, RFC 4287), one an audience and language: what changed and what was adopted."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from polisi.model import Audience
from polisi.pages.news import News, news
from polisi.pages.plan import Plan
from polisi.words.languages import Language
from polisi.words.phrases import say

ATOM = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOST = 50
"""Entries of a feed: a reader that asks once a month misses none."""
NAME = "polisi"
"""Starts the names from which ids are made, so that they are nobody else's."""


def feed(plan: Plan, audience: Audience, language: Language, site_url: str) -> str:
    """Return the feed of an audience in a language."""
    entries = news(plan, audience)[:MOST]
    ElementTree.register_namespace("", ATOM)
    root = Element(f"{{{ATOM}}}feed", {LANG: language})
    school = plan.school.name(language)
    address = plan.addresses.feed(audience, language)

    def link(target: str) -> str:
        base = plan.addresses.base(address)
        return site_url + target if site_url else plan.addresses.link(base, target)

    whose = say(f"audience.{audience}-for", language)
    _text(root, "id", _id(plan, "feed", audience, language))
    _text(root, "title", say("feed.title", language, school=school, audience=whose))
    _text(root, "updated", _moment(entries[0].day if entries else plan.day.isoformat()))
    _text(SubElement(root, f"{{{ATOM}}}author"), "name", school or NAME)
    _link(root, "alternate", link(plan.addresses.view(audience, language)), "text/html")
    if site_url:
        _link(root, "self", link(address), "application/atom+xml")
    for each in entries:
        entry = SubElement(root, f"{{{ATOM}}}entry")
        parts = (each.kind, each.policy.code, each.version, each.day, language)
        _text(entry, "id", _id(plan, *parts))
        _text(entry, "title", title(plan, each, language))
        _text(entry, "updated", _moment(each.day))
        _link(entry, "alternate", link(where(plan, each, language, audience)), "text/html")
        _text(entry, "summary", said(plan, each, language))
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


def title(plan: Plan, each: News, language: Language) -> str:
    """Say what is new, in a line."""
    values = {"title": plan.policy_title(each.policy, language), "version": each.version}
    return say(f"feed.{each.kind}", language, **values)


def said(plan: Plan, each: News, language: Language) -> str:
    """Say more of what is new: what changed, and in which clauses."""
    text = plan.school.fill(each.texts.get(language, ""), language)
    return " ".join([text, *(f"[{id_}]" for id_ in each.clauses)])


def where(plan: Plan, each: News, language: Language, audience: Audience) -> str:
    """Return the address that a piece of news leads to."""
    code = each.policy.code
    if each.kind == "proposed":
        return plan.text_address(code, language)
    if each.kind == "adopted":
        text = next(text for text in plan.adopted(code) if text.label == each.version)
        return plan.text_address(code, language, text)
    shown = next(iter(each.clauses), "")
    if shown in plan.register.clauses:
        return plan.clause_address(shown, language, audience)
    return plan.policy_address(code, language, audience)


def _id(plan: Plan, *parts: str) -> str:
    """Return an id that stays as long as the school's name does."""
    school = plan.school.name("en")
    return uuid5(NAMESPACE_URL, "/".join((NAME, school, *parts))).urn


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, f"{{{ATOM}}}{tag}").text = text


def _link(parent: Element, rel: str, href: str, type_: str) -> None:
    SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "type": type_, "href": href})
