"""The setting names a model; vendors are imported only then, and their absence is told with what to do."""

from __future__ import annotations

import logging
import subprocess
import sys
from types import ModuleType
from typing import Any

import pytest
from langchain_core.messages import AIMessage

from corpus.settings import Settings
from service.llm import FaultKind, ModelFault, ModelSettingError, Speaker, Turn, open_model
from service.llm.chat import ChatModel
from service.llm.scripted import ScriptedChatModel, after

URL = "http://127.0.0.1:9/v1"


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Stand-ins for the vendors' packages; gives the arguments with which their chat models are built."""
    calls: list[dict[str, Any]] = []

    def build(**arguments: object) -> ScriptedChatModel:
        calls.append(arguments)
        return ScriptedChatModel(script=["{}"])

    for name, chat in (("langchain_ollama", "ChatOllama"), ("langchain_openai", "ChatOpenAI")):
        module = ModuleType(name)
        setattr(module, chat, build)
        monkeypatch.setitem(sys.modules, name, module)
    return calls


def settings(**given: object) -> Settings:
    return Settings(**given)  # type: ignore[arg-type]


def test_the_default_is_no_model() -> None:
    """Answers are made of quotes unless somebody wants otherwise."""
    assert settings().model == "none"
    assert open_model(settings()) is None


@pytest.mark.parametrize("model", ["ollama:qwen2.5:7b", "openai:org/modell-1"])
def test_a_model_has_the_name_that_its_server_knows(built: list[dict[str, Any]], model: str) -> None:
    """All behind the vendor's name, with its own colons; it answers deterministically and in the demanded form."""
    opened = open_model(settings(model=model, model_url=URL, model_timeout=7))
    assert opened is not None
    assert opened.name == model.partition(":")[2]
    assert opened.reply([Turn(Speaker.HOUSE, "?")]) == "{}"
    (arguments,) = built
    assert arguments["model"] == opened.name
    assert arguments["base_url"] == URL
    assert arguments["temperature"] == 0
    assert "additionalProperties" in str(arguments)
    assert "7" in str(arguments)


def test_a_key_is_sent_only_where_one_is_set(built: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    """And never one that the environment holds for another server."""
    monkeypatch.setenv("OPENAI_API_KEY", "fremd")
    for model in ("openai:m", "ollama:m"):
        open_model(settings(model=model, model_url=URL))
        open_model(settings(model=model, model_url=URL, model_key="geheim"))
    openai, openai_with, ollama, ollama_with = built
    assert openai["api_key"] == "ohne"
    assert openai_with["api_key"].get_secret_value() == "geheim"
    assert "headers" not in ollama["client_kwargs"]
    assert ollama_with["client_kwargs"]["headers"] == {"Authorization": "Bearer geheim"}


def test_a_key_is_not_shown() -> None:
    """Settings may be printed."""
    assert "geheim" not in repr(settings(model_key="geheim"))


def test_the_client_does_not_log_requests(built: list[dict[str, Any]]) -> None:
    """On DEBUG it would log what is asked (§ 30 AO)."""
    logging.getLogger("openai").setLevel(logging.NOTSET)
    open_model(settings(model="openai:m", model_url=URL))
    assert built
    assert not logging.getLogger("openai").isEnabledFor(logging.DEBUG)


@pytest.mark.parametrize("model", ["gpt", "ollama:", "ollama", ":x", "azure:x", "NONE", "openai :x"])
def test_a_setting_that_is_not_understood_is_told(model: str) -> None:
    """With what was found and what is expected."""
    with pytest.raises(ModelSettingError, match="Erwartet wird »none«") as error:
        open_model(settings(model=model))
    assert f"»{model}«" in str(error.value)


@pytest.mark.parametrize(("model", "package"), [("ollama:m", "langchain-ollama"), ("openai:m", "langchain-openai")])
def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch, model: str, package: str) -> None:
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, package.replace("-", "_"), None)
    with pytest.raises(ModelSettingError, match=package) as error:
        open_model(settings(model=model, model_url=URL))
    assert f"pip install 'fundstelle[{model.partition(':')[0]}]'" in str(error.value)


def test_no_question_goes_to_a_server_that_nobody_named(built: list[dict[str, Any]]) -> None:
    """The vendor's own default would be its public service."""
    with pytest.raises(ModelSettingError, match="FUNDSTELLE_MODEL_URL"):
        open_model(settings(model="openai:m"))
    assert built == []


def test_without_a_model_langchain_is_not_imported() -> None:
    """Its import takes a second; the command line and the desk do without it."""
    code = "import sys, service.terminal, service.app; sys.exit('langchain_core' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_reply_in_parts_is_read_whole() -> None:
    """Some servers give a reply as a list of parts."""
    parts = AIMessage([{"type": "text", "text": "{"}, {"type": "text", "text": "}"}])
    assert ChatModel("m", ScriptedChatModel(script=[parts]), 20).reply([]) == "{}"


def test_the_double_says_what_was_said_to_it_and_when_it_is_over() -> None:
    """A script that is over is a fault, not silence."""
    chat = ScriptedChatModel(script=[after(0, "eins")])
    model = ChatModel("m", chat, 20)
    assert model.reply([Turn(Speaker.RULES, "a"), Turn(Speaker.HOUSE, "b"), Turn(Speaker.MODEL, "c")]) == "eins"
    assert [(message.type, message.text) for message in chat.heard[0]] == [("system", "a"), ("human", "b"), ("ai", "c")]
    with pytest.raises(ModelFault) as fault:
        model.reply([Turn(Speaker.HOUSE, "?")])
    assert fault.value.kind is FaultKind.BROKEN
