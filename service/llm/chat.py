"""Any LangChain chat model behind the small interface of this house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import httpx
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langsmith.run_helpers import tracing_context

from service.llm.deadline import within
from service.llm.language_model import FaultKind, ModelFault, Speaker, Turn

_MESSAGES: dict[Speaker, type[BaseMessage]] = {
    Speaker.RULES: SystemMessage,
    Speaker.HOUSE: HumanMessage,
    Speaker.MODEL: AIMessage,
}
_BY_STATUS = {401: FaultKind.NO_ACCESS, 403: FaultKind.NO_ACCESS, 404: FaultKind.UNKNOWN}
"""What a server's HTTP status says; other 4xx say that it did not accept the request."""


@dataclass(frozen=True, slots=True)
class ChatModel:
    """A LangChain chat model; ``timeout`` are the seconds that one reply may take in all."""

    name: str
    chat: BaseChatModel
    timeout: float

    def reply(self, turns: Sequence[Turn]) -> str:
        """The words of the next turn; every failure of a vendor becomes a ModelFault."""
        messages = [_MESSAGES[turn.speaker](content=turn.text) for turn in turns]
        try:
            message = within(self.timeout, lambda: self._invoke(messages))
        except Exception as error:
            raise ModelFault(_kind_of(error)) from error
        if message.additional_kwargs.get("refusal"):
            raise ModelFault(FaultKind.DECLINED)
        return str(message.text)

    def _invoke(self, messages: list[BaseMessage]) -> AIMessage:
        # No environment variable may send what is asked to a tracing service (§ 30 AO).
        with tracing_context(enabled=False):
            return self.chat.invoke(messages)


def _kind_of(error: Exception) -> FaultKind:
    """What an error of whatever client means; clients wrap those of their transport, so the causes count, too."""
    for cause in _causes(error):
        if isinstance(cause, TimeoutError | httpx.TimeoutException):
            return FaultKind.TIMEOUT
        if isinstance(cause, ConnectionError | httpx.TransportError):
            return FaultKind.UNREACHABLE
        status = getattr(cause, "status_code", None)
        if isinstance(status, int) and 400 <= status < 500:
            return _BY_STATUS.get(status, FaultKind.REJECTED)
    return FaultKind.BROKEN


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
