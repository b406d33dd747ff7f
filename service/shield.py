"""What stands between the network and the application: which hosts, how much, which headers, no fault told outside.

Four plain ASGI layers, outermost first: :class:`FaultShield`, :class:`SecurityHeaders`, :class:`HostCheck`,
:class:`BodyLimit`. None of them reads a question, and none writes one anywhere.
"""

from __future__ import annotations

import logging
import re
import secrets
import traceback
from collections.abc import Callable, Iterable, Mapping

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.check.input import LIMIT as TEXT_LIMIT
from service.problems import Problem, fault_problem, host_problem, problem_response
from service.review.model import LIMIT as REVIEW_LIMIT

BODY_LIMIT = 64 * 1024
"""Bytes of a request body; the longest question fits a dozen times over."""
_PER_BYTE, _BESIDE = 6, 4096
"""Bytes of a body for each byte of a text in it (in JSON a character of two bytes may take six, in a form as many), and
for what stands beside it."""
_CHECKED = _PER_BYTE * TEXT_LIMIT + _BESIDE
_REVIEWED = _PER_BYTE * REVIEW_LIMIT + _BESIDE
BODY_LIMITS: Mapping[str, int] = {
    "/v1/check": _CHECKED,
    "/pruefen": _CHECKED,
    "/v1/review": _REVIEWED,
    "/v1/export": _REVIEWED,
    "/durchsicht": _REVIEWED,
    "/durchsicht/export": _REVIEWED,
}
"""The paths that take longer bodies, and how long."""

Answering = Callable[[Scope, Problem], Response]
"""How a problem becomes a response that suits whoever asked."""

LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "::1")

_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_HOST = re.compile(r"(?:\[(?P<v6>[0-9a-fA-F:.]+)\]|(?P<name>[^:\[\]]+))(?::\d+)?")

_log = logging.getLogger("fundstelle.service")


class FaultShield:
    """Turns a fault into problem 500 and logs where it arose, never its words: they may hold the question.

    The error handler of the framework raises the fault again, and the server would print it in full.
    """

    def __init__(self, app: ASGIApp, answer: Answering) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; answer for what comes back as an exception."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as fault:  # the outermost layer: nothing may get past it
            incident = _log_fault(fault)
            if begun:
                raise BrokenResponseError(incident) from None
            await self._respond(fault_problem(scope["path"], incident), scope)(scope, receive, send)

    def _respond(self, found: Problem, scope: Scope) -> Response:
        """The response for whoever asked; the bare document where even that has a fault."""
        try:
            return self._answer(scope, found)
        except Exception as fault:  # the page of a problem may be what has the fault
            _log_fault(fault)
            return problem_response(found)


class BrokenResponseError(Exception):
    """A response broke off after it had begun; its text is the incident number under which the log tells where."""


class SecurityHeaders:
    """Puts the security headers on every response, and keeps answers of the interface out of all caches."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the headers when the response begins."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                private = scope["path"].startswith("/v1/") or scope["method"] == "POST"
                headers.setdefault("cache-control", "no-store" if private else "no-cache")
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


class HostCheck:
    """Answers only requests addressed to a host that this service is known by.

    Without it a foreign page could point its own name at the loopback address (DNS rebinding) and read along.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str], answer: Answering) -> None:
        self._app = app
        self._answer = answer
        self._hosts = frozenset(host.lower().strip("[]") for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer with problem 400."""
        if scope["type"] != "http" or self._knows(Headers(scope=scope).get("host", "")):
            await self._app(scope, receive, send)
            return
        await self._answer(scope, host_problem(scope["path"]))(scope, receive, send)

    def _knows(self, header: str) -> bool:
        found = _HOST.fullmatch(header)
        return found is not None and (found["v6"] or found["name"]).lower() in self._hosts


class BodyLimit:
    """Stops reading a request body at a limit, whether its length was announced or not.

    The excess is raised where the body is read, so that it becomes a problem document like any other.
    """

    def __init__(self, app: ASGIApp, limits: Mapping[str, int], limit: int = BODY_LIMIT) -> None:
        self._app = app
        self._limits = limits
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a counted body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limits.get(scope["path"], self._limit)
        announced = Headers(scope=scope).get("content-length", "")
        read = int(announced) if announced.isdecimal() and int(announced) > limit else 0

        async def counted() -> Message:
            nonlocal read
            if read > limit:
                raise HTTPException(413)
            message = await receive()
            read += len(message.get("body", b""))
            if read > limit:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)


def _log_fault(fault: Exception) -> str:
    """Log the kind of a fault and the places it went through; returns the incident number."""
    incident = secrets.token_hex(4)
    places = traceback.extract_tb(fault.__traceback__)
    way = " > ".join(f"{place.filename}:{place.lineno} {place.name}" for place in places[-12:])
    _log.error("Vorgang %s: %s in %s", incident, type(fault).__name__, way)
    return incident
