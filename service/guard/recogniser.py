"""A further recogniser of names, for whoever wants one beside the lists: Presidio, with a German model of spaCy.

The setting ``FUNDSTELLE_RECOGNISER=presidio:de_core_news_md`` names it; the model is a package or a folder. It is
imported on use (extra [presidio]), and fetches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
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
    kind = setting.partition(":")[0]
    if kind == NONE:
        return None
    if kind != PRESIDIO:
        raise RecogniserSettingError(
            f"Den Namenserkenner »{kind}« gibt es nicht. FUNDSTELLE_RECOGNISER nimmt none oder presidio:MODELL."
        )
    return PresidioRecogniser(open_presidio(model_of(setting)))


def model_of(setting: str) -> str:
    """The model of spaCy that a setting names, or the usual one."""
    return setting.partition(":")[2] or DEFAULT_MODEL


def open_presidio(model: str) -> Any:
    """Presidio's analyzer in its German configuration; it writes nothing of a text to its log.

    Raises:
        RecogniserSettingError: it or its model is not installed.
    """
    try:
        provider = import_module("presidio_analyzer.nlp_engine").NlpEngineProvider
        engine = import_module("presidio_analyzer").AnalyzerEngine
        is_package = import_module("spacy.util").is_package
    except ImportError as missing:
        raise RecogniserSettingError(
            f"Presidio ist nicht installiert ({missing.name} fehlt): pip install 'fundstelle[presidio]'."
        ) from None
    if not (is_package(model) or Path(model).is_dir()):  # Presidio itself would fetch it
        raise RecogniserSettingError(
            f"Das Modell {model} von spaCy ist nicht installiert. Erwartet wird ein Paket (python -m spacy download "
            f"{DEFAULT_MODEL}) oder ein Ordner: FUNDSTELLE_RECOGNISER=presidio:ORDNER."
        )
    configuration = {"nlp_engine_name": "spacy", "models": [{"lang_code": "de", "model_name": model}]}
    return engine(nlp_engine=provider(nlp_configuration=configuration).create_engine(), supported_languages=["de"])
