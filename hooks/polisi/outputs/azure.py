"""What Azure Static Web Apps has to know of an edition: who may read it, and how it is served.

Each edition is an app of its own, whose root is the edition's: the folder is the lock, as on any
server. A closed edition has one rule for all that is in it, so nothing can be forgotten in a list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from polisi.outputs.offline import OPEN
from polisi.pages.html.templates import HEADER
from polisi.words.languages import LANGUAGES
from polisi.words.phrases import say

CONFIG = "staticwebapp.config.json"
REFUSED = "403.html"
"""What somebody reads who is signed in and may not read the edition."""
LOGIN = "/.auth/login/aad?post_login_redirect_uri=.referrer"
"""Where Microsoft Entra ID asks who somebody is; it leads back to the page."""
OTHERS = ("github", "twitter", "google", "facebook", "apple")
"""Other ways to sign in, by which anybody in the world would count as signed in."""
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": HEADER,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Strict-Transport-Security": "max-age=31536000",
    "Cache-Control": "no-cache",
}
TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}


def files(edition: str, tenant: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of the files that an edition has there beside its own.

    ``tenant`` is the id of the organisation whose accounts alone are asked for; without one every
    Microsoft account is, and who may read is somebody who was invited.
    """
    yield CONFIG, f"{json.dumps(config(edition, tenant), indent=2)}\n"
    if edition != OPEN:
        yield REFUSED, _refused()


def config(edition: str, tenant: str = "") -> dict[str, object]:
    """Return the configuration of an edition's app."""
    said: dict[str, object] = {
        "routes": list(_routes(edition)),
        "responseOverrides": _overrides(edition),
        "globalHeaders": dict(HEADERS),
        "mimeTypes": TYPES,
        "trailingSlash": "auto",
    }
    if edition != OPEN and tenant:
        said["auth"] = _sign_in(tenant)
        said["platform"] = {"apiRuntime": "node:20"}
    return said


def _routes(edition: str) -> Iterator[dict[str, object]]:
    ways = (*OTHERS, "aad") if edition == OPEN else OTHERS
    for way in ways:
        yield {"route": f"/.auth/login/{way}", "statusCode": 404}
    if edition != OPEN:
        yield {"route": "/*", "allowedRoles": [edition]}


def _overrides(edition: str) -> dict[str, object]:
    overrides: dict[str, object] = {"404": {"rewrite": "/404.html"}}
    if edition != OPEN:
        overrides["401"] = {"redirect": LOGIN, "statusCode": 302}
        overrides["403"] = {"rewrite": f"/{REFUSED}"}
    return overrides


def _sign_in(tenant: str) -> dict[str, object]:
    """Ask the accounts of one organisation alone, and let the function say what each may read."""
    registration = {
        "openIdIssuer": f"https://login.microsoftonline.com/{tenant}/v2.0",
        "clientIdSettingName": "AZURE_CLIENT_ID",
        "clientSecretSettingName": "AZURE_CLIENT_SECRET",
    }
    return {
        "rolesSource": "/api/roles",
        "identityProviders": {"azureActiveDirectory": {"registration": registration}},
    }


def _refused() -> str:
    said = "".join(f'<p lang="{each}">{say("azure.refused", each)}</p>\n' for each in LANGUAGES)
    head = '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Polisi</title>\n'
    return f"{head}{said}</html>\n"
