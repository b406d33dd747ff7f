"""Presidio on the guard's cases: its recognisers for Germany are off by default, here they are on.

The model of spaCy is the one that ``FUNDSTELLE_RECOGNISER`` names. Only a model that knows names can be asked for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from corpus.settings import Settings
from eval.guard import Asked, Sentences, Specimen, Tally, judged, read_sentences, tallies
from service.guard.recogniser import RecogniserSettingError, model_of, open_presidio
from service.model import Finding

_GERMAN = (
    "DeTaxIdRecognizer", "DeTaxNumberRecognizer", "DePassportRecognizer", "DeIdCardRecognizer", "DeVatIdRecognizer",
    "DeSocialSecurityRecognizer", "DeHealthInsuranceRecognizer", "DeKfzRecognizer", "DeHandelsregisterRecognizer",
    "DeFuehrerscheinRecognizer", "DePlzRecognizer",
)  # fmt: skip
_HARMLESS = ("names_harmless", "cases_harmless")


class Measured:
    """What Presidio finds in the same texts."""

    def __init__(
        self, model: str, found: tuple[Tally, ...], alarms: Counter[str], names: tuple[Sentences, ...]
    ) -> None:
        self.model = model
        self.tallies = found
        self.alarms = alarms
        self.names = names


def measure(found: Iterable[Specimen]) -> Measured:
    """Measure Presidio on these identifiers, our harmless sentences and, where its model knows names, our names.

    Raises:
        RecogniserSettingError: it or its model is not installed.
    """
    model = model_of(Settings().recogniser)
    analyzer = german(model)
    asked = _asked(analyzer)
    alarms = Counter(kind for text in _harmless() for kind in {finding.kind for finding in asked(text)})
    names: tuple[Sentences, ...] = ()
    if analyzer.nlp_engine.nlp["de"].has_pipe("ner"):
        names = tuple(judged(name, _persons(asked)) for name in ("names", "names_harmless"))
    return Measured(model, tallies((one for one in found if one.identifier.valid), asked), alarms, names)


def german(model: str) -> Any:
    """Presidio's analyzer with all of its recognisers for Germany, which asks nobody for lists of domains."""
    analyzer = open_presidio(model)
    domains: Any = import_module("tldextract.tldextract")
    domains.TLD_EXTRACTOR = domains.TLDExtract(suffix_list_urls=(), cache_dir=None)
    recognisers = import_module("presidio_analyzer.predefined_recognizers")
    for name in _GERMAN:
        analyzer.registry.add_recognizer(getattr(recognisers, name)())
    return analyzer


def _asked(analyzer: Any) -> Asked:
    def asked(text: str) -> list[Finding]:
        return [Finding(one.entity_type, one.start, one.end, "") for one in analyzer.analyze(text=text, language="de")]

    return asked


def _persons(asked: Asked) -> Asked:
    return lambda text: [finding for finding in asked(text) if finding.kind == "PERSON"]


def _harmless() -> Iterable[str]:
    return (text for name in _HARMLESS for text in read_sentences(name))


def report(found: Iterable[Specimen], share: str) -> list[str]:
    """The table for people, or why Presidio cannot be asked; ``share`` tells which of the identifiers it was given."""
    try:
        measured = measure(found)
    except RecogniserSettingError as missing:
        return [f"Presidio: nicht gemessen. {missing}"]
    lines = [f"Zum Vergleich Presidio mit allen deutschen Erkennern, {share}, nur gültige"]
    for kind in dict.fromkeys(tally.kind for tally in measured.tallies):
        mine = [tally for tally in measured.tallies if tally.kind == kind]
        total, whole = sum(one.total for one in mine), sum(one.stopped for one in mine)
        taken: Counter[str] = sum((Counter(dict(one.taken_for)) for one in mine), Counter())
        told = ", ".join(f"{name} {count}" for name, count in taken.most_common(3))
        lines.append(f"  {kind:<24} {f'{whole}/{total}':>10}    {told}")
    harmless = sum(1 for _ in _harmless())
    lines.append(f"  In unseren {harmless} Sätzen ohne Angaben gefunden: {dict(measured.alarms.most_common())}")
    if not measured.names:
        lines.append(f"  Namen nicht gemessen: Das Modell {measured.model} erkennt keine.")
    lines += [f"  {one.name:<24} abgelehnt {one.stopped}/{one.total}" for one in measured.names]
    return lines
