"""What the tests of language models share: a desk whose model, named "drehbuch", plays a script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from service.ask import Desk, ask
from service.desk import build_desk
from service.llm.chat import ChatModel
from service.llm.prompt import STANDARD, show
from service.llm.scripted import Line, ScriptedChatModel
from service.model import Answer, Found, Question, Refusal

NOW = date(2026, 6, 30)
NAME = "drehbuch"
TIMEOUT = 20.0


@dataclass
class Stage:
    """A desk whose model plays a script, and the model."""

    desk: Desk
    chat: ScriptedChatModel

    def place(self, question: str, words: str, day: date = NOW) -> int:
        """The number under which the model is shown the passage with these words."""
        asked = Question(question, day)
        found = self.desk.retrieve(asked)
        assert isinstance(found, Found)
        shown = show(asked, found, self.desk.library, STANDARD)
        return next(one.number for one in shown if words in one.passage.text)

    def ask(self, text: str, day: date = NOW) -> Answer | Refusal:
        """Ask at this desk."""
        return ask(Question(text, day), self.desk)

    def answer(self, text: str, day: date = NOW) -> Answer:
        """Ask what must be answered."""
        outcome = self.ask(text, day)
        assert isinstance(outcome, Answer), outcome
        return outcome


@pytest.fixture
def stage(desk: Desk) -> Callable[..., Stage]:
    """Sets a stage for the lines of a script."""

    def set_up(*script: Line, timeout: float = TIMEOUT) -> Stage:
        chat = ScriptedChatModel(script=list(script))
        return Stage(build_desk(desk.library, model=ChatModel(NAME, chat, timeout)), chat)

    return set_up
