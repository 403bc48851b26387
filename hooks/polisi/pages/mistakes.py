"""Where a reader reports a mistake: by e-mail, as an issue, or else on the page of contacts."""

from __future__ import annotations

from urllib.parse import quote, urlsplit


def way_to_report(subject: str, email: str, repository: str, contact: str) -> str:
    """Return the address to report a mistake to: the first of the school's ways that there is."""
    if email:
        return f"mailto:{email}?subject={quote(subject)}"
    return new_issue(repository, subject) if repository else contact


def new_issue(repository: str, title: str) -> str:
    """Return the address of a new issue: GitLab has its own form, the others go by GitHub's."""
    base, words = repository.rstrip("/").removesuffix(".git"), quote(title)
    if "gitlab" in urlsplit(base).netloc:
        return f"{base}/-/issues/new?issue[title]={words}"
    return f"{base}/issues/new?title={words}"
