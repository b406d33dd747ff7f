"""Any system behind an OpenAI-compatible interface: one question, one answer in free text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from service.check.input import LIMIT
from service.llm import FaultKind, ModelFault, Turn
from service.llm.deadline import within

_RESPONSE_LIMIT = 4 * LIMIT
"""Bytes of a response: an answer that can be checked, and what an interface puts around it."""
_BY_STATUS = {401: FaultKind.NO_ACCESS, 403: FaultKind.NO_ACCESS, 404: FaultKind.UNKNOWN, 408: FaultKind.TIMEOUT}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server's model; ``seconds`` are those that one answer may take in all."""

    name: str
    client: httpx.Client
    seconds: float

    @classmethod
    def open(cls, url: str, name: str, seconds: float, key: str | None = None) -> Endpoint:
        """The model of a server; its address is the part before ``/chat/completions``."""
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return cls(name, httpx.Client(base_url=url.rstrip("/"), headers=headers, timeout=seconds), seconds)

    def reply(self, turns: Sequence[Turn]) -> str:
        """The answer.

        Raises:
            ModelFault: there is none.
        """
        body = {
            "model": self.name,
            "messages": [{"role": turn.speaker.value, "content": turn.text} for turn in turns],
            "temperature": 0,
            "seed": 0,
        }
        try:
            content = within(self.seconds, lambda: self._post(body))
        except (TimeoutError, httpx.TimeoutException) as fault:
            raise ModelFault(FaultKind.TIMEOUT) from fault
        except httpx.TransportError as fault:
            raise ModelFault(FaultKind.UNREACHABLE) from fault
        return _words(content)

    def _post(self, body: dict[str, object]) -> bytes:
        with self.client.stream("POST", "/chat/completions", json=body) as response:
            if response.is_error:
                usual = FaultKind.REJECTED if response.is_client_error else FaultKind.BROKEN
                raise ModelFault(_BY_STATUS.get(response.status_code, usual))
            content = bytearray()
            for part in response.iter_bytes():
                content += part
                if len(content) > _RESPONSE_LIMIT:
                    raise ModelFault(FaultKind.TOO_LONG)
            return bytes(content)


def _words(content: bytes) -> str:
    try:
        words = json.loads(content)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError) as fault:
        raise ModelFault(FaultKind.MALFORMED) from fault
    if not isinstance(words, str) or not words.strip():
        raise ModelFault(FaultKind.EMPTY)
    return words
