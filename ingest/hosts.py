"""Where a fetcher may go: https, to the hosts on a list of names, and nowhere else.

DNS rebinding: the list holds names of publishers, so numeric addresses in any spelling (decimal,
hexadecimal, IPv6) and internal names are refused before any name is looked up. That a listed name
itself leads to an internal machine is ruled out by TLS: every http address is asked for by https,
and an internal machine has no certificate for a publisher's name.
"""

from __future__ import annotations

import re

import httpx

from ingest.errors import ForeignHost

_NUMERIC = re.compile(r"(0x[0-9a-f]*|\d+)(\.(0x[0-9a-f]*|\d+))*\.?")
_INTERNAL_ENDS = ("localhost", ".local", ".internal", ".intern", ".lan", ".home.arpa", ".localdomain")


def permitted(url: str, hosts: frozenset[str]) -> httpx.URL:
    """The address to ask for: https, without fragment; raises ForeignHost where we may not go."""
    address = _parsed(url)
    reason = _objection(address, hosts)
    if reason:
        raise _refusal(reason, url, hosts)
    return address.copy_with(scheme="https", port=None, fragment=None)


def public_names(hosts: frozenset[str]) -> frozenset[str]:
    """The list itself, checked: lower-case public names only; raises ValueError otherwise."""
    for host in hosts:
        if host != host.lower() or not_public(host):
            raise ValueError(f"Kein öffentlicher Hostname: {host!r}. Erwartet wird etwa »www.gesetze-im-internet.de«.")
    return hosts


def not_public(host: str) -> bool:
    """Whether a host is a numeric address (in any spelling) or an internal name."""
    return (
        ":" in host
        or "." not in host
        or _NUMERIC.fullmatch(host) is not None
        or host.rstrip(".").endswith(_INTERNAL_ENDS)
    )


def _parsed(url: str) -> httpx.URL:
    try:
        return httpx.URL(url)
    except httpx.InvalidURL:
        raise _refusal("Das ist keine gültige Adresse", ascii(url[:200]), frozenset()) from None


def _objection(address: httpx.URL, hosts: frozenset[str]) -> str | None:
    """Why we may not go there, as a German sentence without full stop; None where we may."""
    if address.scheme not in ("http", "https"):
        return "Die Adresse beginnt nicht mit http:// oder https://"
    if address.userinfo:
        return "Die Adresse enthält Anmeldedaten"
    if address.port is not None:
        return f"Die Adresse nennt den ungewöhnlichen Port {address.port}"
    if address.host not in hosts:
        kind = "eine interne oder in Zahlen geschriebene Adresse" if not_public(address.host) else "ein fremder Host"
        return f"»{address.host}« ist {kind} und wird nicht abgerufen"
    return None


def _refusal(reason: str, where: str, hosts: frozenset[str]) -> ForeignHost:
    known = ", ".join(sorted(hosts)) or "keiner"
    return ForeignHost(
        reason,
        f"eine https-Adresse auf einem zugelassenen Host ({known})",
        where,
        "Prüfen Sie den Verweis auf der Seite des Herausgebers; Dateien anderer Herkunft liest »fundstelle ingest "
        "--import ORDNER« ein.",
    )
