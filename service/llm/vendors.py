"""A setting -> a language model. Vendors are extras, imported where one is wanted and nowhere else."""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from corpus.settings import Settings
from service.llm.language_model import LanguageModel
from service.llm.reply import reply_schema

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel

NONE = "none"
"""The setting without a model."""
TOKENS = 1_024
"""What a model may write; several statements with their quotes stay below it."""
CONTEXT = 8_192
"""What a model must be able to read: rules, passages and its own reply. Ollama's default would cut them in silence."""
_NO_KEY = "ohne"
"""Sent where no key is set, so that none from the environment reaches a server it is not meant for."""


class ModelSettingError(Exception):
    """The model cannot be had as it is set; the message says in German what to do."""


def open_model(settings: Settings, tokens: int = TOKENS) -> LanguageModel | None:
    """The language model of the settings, or None for none. Nothing is asked of its server yet.

    Raises:
        ModelSettingError: the setting is not understood, or its extra is not installed.
    """
    if settings.model == NONE:
        return None
    vendor, _, name = settings.model.partition(":")
    build = _VENDORS.get(vendor)
    if build is None or not name:
        known = ", ".join(f"»{one}:NAME«" for one in _VENDORS)
        raise ModelSettingError(
            f"FUNDSTELLE_MODEL ist »{settings.model}«. Erwartet wird »{NONE}« (ohne Sprachmodell) oder {known}, "
            "etwa »ollama:qwen2.5«."
        )
    chat = build(name, settings, tokens)
    # Its module imports LangChain, which takes a second that nobody without a model should wait for.
    from service.llm.chat import ChatModel  # noqa: PLC0415

    return ChatModel(name, chat, settings.model_timeout)


def _ollama(name: str, settings: Settings, tokens: int) -> BaseChatModel:
    model: BaseChatModel = _vendor("langchain_ollama", "ollama").ChatOllama(
        model=name,
        base_url=settings.model_url,
        temperature=0,
        seed=0,
        num_predict=tokens,
        num_ctx=CONTEXT,
        format=reply_schema(),
        client_kwargs={"timeout": settings.model_timeout} | _bearer(settings),
        cache=False,
    )
    return model


def _openai(name: str, settings: Settings, tokens: int) -> BaseChatModel:
    if settings.model_url is None:
        raise ModelSettingError(
            f"Zu FUNDSTELLE_MODEL=openai:{name} gehört FUNDSTELLE_MODEL_URL mit der Adresse des Servers, "
            "etwa »http://127.0.0.1:8080/v1«: Keine Frage soll an einen Server gehen, den niemand genannt hat."
        )
    vendor = _vendor("langchain_openai", "openai")
    # On the level DEBUG this client logs whole requests, and with them what is asked (§ 30 AO).
    logging.getLogger("openai").setLevel(logging.INFO)
    schema = {"name": "antwort", "strict": True, "schema": reply_schema()}
    model: BaseChatModel = vendor.ChatOpenAI(
        model=name,
        base_url=settings.model_url,
        api_key=settings.model_key or _NO_KEY,
        temperature=0,
        seed=0,
        timeout=settings.model_timeout,
        max_retries=0,
        use_responses_api=False,
        extra_body={
            "max_tokens": tokens,
            "response_format": {"type": "json_schema", "json_schema": schema},
        },
        cache=False,
    )
    return model


def _bearer(settings: Settings) -> dict[str, dict[str, str]]:
    key = settings.model_key
    return {"headers": {"Authorization": f"Bearer {key.get_secret_value()}"}} if key else {}


def _vendor(module: str, extra: str) -> ModuleType:
    try:
        return import_module(module)
    except ImportError as error:
        raise ModelSettingError(
            f"Für FUNDSTELLE_MODEL={extra}:… fehlt das Paket {module.replace('_', '-')} ({error}). "
            f"Es gehört zur Erweiterung [{extra}]: pip install 'fundstelle[{extra}]'"
        ) from error


_VENDORS: dict[str, Callable[[str, Settings, int], BaseChatModel]] = {"ollama": _ollama, "openai": _openai}
