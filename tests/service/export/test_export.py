"""Every export bears its record, in each format; what is confidential does not go out."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import docx
import pytest
from lxml import etree

from service.ask import Desk
from service.desk import build_desk
from service.export.lines import refused_line
from service.export.markdown import escaped
from service.export.model import Exported, Format, Wish
from service.export.run import export_answer, export_text
from service.model import Draft, Found, Question, Refusal, RefusalReason
from service.review.model import Reviewed
from service.review.purpose import Purpose
from service.review.run import review
from service.schema_export import ExportResponse

DAY = date(2026, 6, 30)
AT = datetime(2026, 6, 30, 14, 5, 9, tzinfo=timezone(timedelta(hours=2)))
QUESTION = Question("Wie hoch ist der Steuersatz für Meteoriten?", DAY)
NAME = "Ärzte & <Söhne>, A. Muster"


def wish(format_: Format, purpose: Purpose = Purpose.VERMERK, model: str = "") -> Wish:
    """A wish with fixed time and a name that needs care."""
    return Wish(format_, purpose, NAME, AT, model=model)


def exported(desk: Desk, format_: Format) -> Exported:
    """An answer as it is exported."""
    found = export_answer(QUESTION, wish(format_), desk)
    assert isinstance(found, Exported)
    return found


def exported_text(text: str, desk: Desk, format_: Format, model: str = "") -> Exported:
    """A text as it is exported."""
    found = export_text(text, DAY, wish(format_, model=model), desk)
    assert isinstance(found, Exported)
    return found


def words_of(content: bytes) -> str:
    """All words of a Word file: of its paragraphs and of its tables."""
    word = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def custom_properties(content: bytes) -> dict[str, str]:
    """The custom properties of a Word file, read from its own part."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("docProps/custom.xml"))
        assert "docProps/custom.xml" in package.read("_rels/.rels").decode()
        assert "custom-properties+xml" in package.read("[Content_Types].xml").decode()
    return {str(entry.get("name")): str(entry[0].text) for entry in root}


def test_json_bears_the_record_as_an_object(desk: Desk) -> None:
    """Purpose, checks, sources with hashes, author, time, name; the document itself beside it."""
    found = ExportResponse.model_validate_json(exported(desk, Format.JSON).content)
    record = found.record
    assert (record.purpose, record.responsible, record.reviewed_at) == (Purpose.VERMERK, NAME, AT)
    assert record.confidentiality.startswith("bestanden")
    assert record.review.clean
    assert record.review.plagiarism.quoted
    assert (record.author, record.ai_label.ai_generated, record.ai_label.model) == ("extraktiv", False, None)
    assert found.document.question == QUESTION.text
    quoted = {proof.address: proof.sha256 for one in found.document.statements for proof in one.evidence}
    assert {one.address: one.sha256 for one in record.sources} == quoted
    assert all(len(one.sha256) == 64 and one.citation and one.stand for one in record.sources)


def test_markdown_bears_the_record_at_its_end_and_in_front(desk: Desk) -> None:
    """Front matter for programs, a section for people; every source with its hash."""
    found = exported(desk, Format.MARKDOWN)
    text = found.content.decode()
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    told = {name: json.loads(value) for name, _, value in (line.partition(": ") for line in front.split("\n"))}
    assert (told["purpose"], told["responsible"], told["ai_generated"]) == ("vermerk", NAME, False)
    assert told["reviewed_at"] == "2026-06-30T14:05:09+02:00"
    assert "digital_source_type" not in told
    assert body.index("## Prüfvermerk") > body.index("> Abweichend von Absatz 1")
    assert "FIKTIVES RECHT" in body
    for source in found.record.sources:
        assert source.sha256 in body
        assert source.address in body


def test_word_bears_the_record_on_a_page_and_as_properties(desk: Desk) -> None:
    """Read back with the library that users' programs are like."""
    found = exported(desk, Format.WORD)
    words = words_of(found.content)
    for part in ("Prüfvermerk", NAME, "Abweichend von Absatz 1", "§ 9 Abs. 4a Satz 1 MondStG", "FIKTIVES RECHT"):
        assert part in words
    for source in found.record.sources:
        assert source.sha256 in words
    told = custom_properties(found.content)
    assert (told["purpose"], told["responsible"], told["ai_generated"]) == ("vermerk", NAME, "false")
    core = docx.Document(io.BytesIO(found.content)).core_properties
    assert (core.author, core.created) == (NAME, AT)


def test_what_a_model_wrote_is_labelled_for_programs_and_people(desk: Desk) -> None:
    """In every format (Art. 50 of the AI Act); without a model there is no label."""
    text = "Die Rosen blühen im Garten.\n\nDie Tulpen auch."
    found = {one: exported_text(text, desk, one, model="Beispielmodell 7B").content for one in Format}
    record = ExportResponse.model_validate_json(found[Format.JSON]).record
    assert record.ai_label.ai_generated
    assert record.ai_label.model == "Beispielmodell 7B"
    assert record.ai_label.digital_source_type
    assert "ai_generated: true" in found[Format.MARKDOWN].decode()
    assert "Künstlicher Intelligenz" in found[Format.MARKDOWN].decode()
    told = custom_properties(found[Format.WORD])
    assert (told["ai_generated"], told["ai_model"]) == ("true", "Beispielmodell 7B")
    assert "Künstlicher Intelligenz" in words_of(found[Format.WORD])
    assert "Künstlicher Intelligenz" not in exported_text(text, desk, Format.MARKDOWN).content.decode()


def test_an_answer_that_a_model_drafted_names_it(desk: Desk) -> None:
    """The draft's author goes into the record."""

    def composed(question: Question, found: Found) -> Draft:
        return replace(desk.compose(question, found), author="Beispielmodell")

    drafted = replace(desk, compose=composed)
    found = export_answer(QUESTION, wish(Format.JSON), drafted)
    assert isinstance(found, Exported)
    record = ExportResponse.model_validate_json(found.content).record
    assert (record.author, record.ai_label.model) == ("Beispielmodell", "Beispielmodell")


def test_findings_stand_in_the_record_and_do_not_block(desk: Desk) -> None:
    """Discrimination and overlaps, in every format."""
    law = (
        "Bei einer erstmaligen Zuwiderhandlung von geringem Gewicht soll das Lunarzollamt verwarnen, ohne eine Geldbuße"
    )
    text = f"Rentner sind geizig. {law} festzusetzen."
    for one in Format:
        found = exported_text(text, desk, one)
        assert not found.record.reviewed.clean
        told = words_of(found.content) if one is Format.WORD else found.content.decode()
        assert "Rentner sind geizig" in told[told.index("V01") - 400 :]
        assert "V01" in told
        assert "§ 30 Abs. 2 Satz 2 MondStG" in told


def test_what_the_guard_refuses_does_not_go_out(desk: Desk, tmp_path: Path) -> None:
    """Neither as a file nor into the folder of earlier exports."""
    kept = build_desk(desk.library, home=tmp_path)
    far = "Die Rosen blühen im Garten. " * 400
    for text in ("Herr Krawinkel fragt.", f"{far}Steuernummer: 93815/08152", f"93815/08152 {far}"):
        refused = export_text(text, DAY, wish(Format.WORD), kept)
        assert isinstance(refused, Refusal), text[:30]
        assert refused.reason is RefusalReason.CONFIDENTIAL
    assert not (tmp_path / "exports").exists()


@pytest.mark.parametrize("field", ["title", "responsible", "model"])
def test_the_lines_beside_a_text_are_guarded(desk: Desk, field: str) -> None:
    """An identifier in none of them; the responsible person and a model have names."""
    assert (
        refused_line(replace(wish(Format.JSON, model="Claude 3"), responsible="Erika Mustermann"), DAY, desk.guard)
        is None
    )
    found = refused_line(replace(wish(Format.JSON), **{field: "Steuernummer: 93815/08152"}), DAY, desk.guard)
    assert found
    assert found.field == field
    assert found.refusal.findings[0].kind == "steuernummer"


def test_a_title_names_nobody(desk: Desk) -> None:
    """It is kept with the text for later comparisons."""
    found = refused_line(replace(wish(Format.JSON), title="Vermerk zu Herrn Krawinkel"), DAY, desk.guard)
    assert found
    assert found.field == "title"


def test_a_question_without_an_answer_is_not_exported(desk: Desk) -> None:
    """The refusal is the outcome."""
    assert isinstance(export_answer(Question("Wie wird das Wetter?", DAY), wish(Format.WORD), desk), Refusal)


def test_what_went_out_is_kept_without_question_and_name(desk: Desk, tmp_path: Path) -> None:
    """Its words are compared with later texts."""
    kept = build_desk(desk.library, home=tmp_path)
    exported_text("Die Rosen blühen.", kept, Format.MARKDOWN)
    exported(kept, Format.MARKDOWN)
    stored = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "exports").iterdir())
    assert "Die Rosen blühen." in stored
    assert "Meteoriten 3 Prozent" in stored
    assert QUESTION.text not in stored
    assert NAME not in stored


def test_an_export_can_be_reviewed_again(desk: Desk) -> None:
    """Its quotes carry their evidence, so that the file itself holds no finding."""
    again = review(exported(desk, Format.MARKDOWN).content.decode(), DAY, Purpose.VERMERK, desk)
    assert isinstance(again, Reviewed)
    assert again.clean
    assert again.plagiarism.quoted


def test_the_hash_is_the_reviewed_texts(desk: Desk) -> None:
    """So that a reader can tell whether the text was changed afterwards."""
    text = "Die Rosen blühen."
    assert exported_text(text, desk, Format.JSON).record.text_sha256 == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("text", ["a\x0bb\x0c c", "\ufffe und \x7f", "|Zelle| <b>fett</b> *x* `y`\n# Kopf"])
def test_odd_characters_break_no_file(desk: Desk, text: str) -> None:
    """Word files take no control characters; each format can be read back."""
    for one in Format:
        content = exported_text(text, desk, one).content
        if one is Format.WORD:
            assert words_of(content)
        elif one is Format.JSON:
            assert ExportResponse.model_validate_json(content)
        else:
            assert content.decode()


def test_a_quote_is_never_markup() -> None:
    """Signs of Markdown in the words of the law are shown as they are."""
    assert escaped("1. a*b*\n# c <d> | e") == "1\\. a\\*b\\*\n\\# c \\<d\\> \\| e"
