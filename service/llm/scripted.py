"""The double of a language model: plays a script, reply by reply, and remembers what it was told."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import Field, PrivateAttr, SkipValidation

Line = str | AIMessage | Exception | Callable[[list[BaseMessage]], str]
"""A line of a script: words, a whole message, a fault to be raised, or a function of what the model was told."""


class ScriptedChatModel(BaseChatModel):
    """A LangChain chat model without a model. A script that is over raises: nobody expected to be asked again."""

    script: SkipValidation[list[Line]]
    heard: list[list[BaseMessage]] = Field(default_factory=list)
    """What it was told, call by call."""
    _played: int = PrivateAttr(0)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002 (LangChain's signature)
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> ChatResult:
        self.heard.append(messages)
        if self._played == len(self.script):
            raise IndexError(f"Das Drehbuch hat nur {len(self.script)} Zeilen; gefragt wurde öfter.")
        line = self.script[self._played]
        self._played += 1
        return ChatResult(generations=[ChatGeneration(message=_message(line, messages))])


def after(seconds: float, words: str) -> Callable[[list[BaseMessage]], str]:
    """A line that comes late."""

    def wait(_: list[BaseMessage]) -> str:
        Event().wait(seconds)
        return words

    return wait


def _message(line: Line, heard: list[BaseMessage]) -> AIMessage:
    if isinstance(line, Exception):
        raise line
    if isinstance(line, AIMessage):
        return line
    return AIMessage(content=line if isinstance(line, str) else line(heard))
