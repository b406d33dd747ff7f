"""A further recogniser of names, for whoever wants one beside the lists: Presidio, with a German model of spaCy.

The setting ``FUNDSTELLE_RECOGNISER=presidio:de_core_news_md`` names it; it is imported on use (extra [presidio]).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, Protocol

from service.guard.finding import Hit

NONE = "none"
PRESIDIO = "presidio"
DEFAULT_MODEL = "de_core_news_md"


class Recogniser(Protocol):
    """Finds names of persons in the text of a reading."""

    def names(self, text: str) -> Iterable[Hit]:
        """A hit of kind "name" for each."""


class RecogniserSettingError(Exception):
    """The recogniser cannot be had as it is set; the message says in German what to do."""


class PresidioRecogniser:
    """Presidio's analyzer, asked for persons in German."""

    def __init__(self, analyzer: Any) -> None:
        self._analyzer = analyzer

    def names(self, text: str) -> Iterator[Hit]:
        """The persons that Presidio finds."""
        for found in self._analyzer.analyze(text=text, language="de", entities=["PERSON"]):
            yield Hit("name", found.start, found.end)


def open_recogniser(setting: str) -> Recogniser | None:
    """The recogniser that a setting names: ``none`` or ``presidio[:MODEL]``.

    Raises:
        RecogniserSettingError: there is no such recogniser, or it is not installed.
    """
    kind, _, model = setting.partition(":")
    if kind == NONE:
        return None
    if kind != PRESIDIO:
        raise RecogniserSettingError(
            f"Den Namenserkenner »{kind}« gibt es nicht. FUNDSTELLE_RECOGNISER nimmt none oder presidio:MODELL."
        )
    return PresidioRecogniser(open_presidio(model or DEFAULT_MODEL))


def open_presidio(model: str) -> Any:
    """Presidio's analyzer in its German configuration; it writes nothing of a text to its log.

    Raises:
        RecogniserSettingError: it or its model is not installed.
    """
    try:
        provider = import_module("presidio_analyzer.nlp_engine").NlpEngineProvider
        engine = import_module("presidio_analyzer").AnalyzerEngine
        import_module(model)
    except ImportError as missing:
        raise RecogniserSettingError(
            f"Presidio mit dem Modell {model} ist nicht installiert ({missing.name} fehlt): pip install "
            "'fundstelle[presidio]' und das Modell von spaCy."
        ) from None
    configuration = {"nlp_engine_name": "spacy", "models": [{"lang_code": "de", "model_name": model}]}
    return engine(nlp_engine=provider(nlp_configuration=configuration).create_engine(), supported_languages=["de"])
