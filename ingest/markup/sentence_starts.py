"""Where the sentences of an Absatz or an item begin: by the law's own marks, or else by the splitter.

A list is a part of the running sentence. What follows a list, a table or a paragraph's end begins a new sentence if
what stands before has come to a full stop (or is an item or Absatz that was repealed) and the new words begin as a
sentence does; or if they begin with a word that has a capital only there ("Dies gilt …").
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.sentences import ends_sentence, must_start_sentence, split, starts_sentence
from ingest.markup.canvas import Gap, Node, Role, Run

_LOOK_BACK = 80
"""Characters before a stretch of words that tell whether the sentence before has ended."""

_PICTURE = "□"
_REPEALED = ("(weggefallen)", "(aufgehoben)", "(gegenstandslos)")
_SHORTEST_SENTENCE = 4
"""Words."""


def sentence_starts(node: Node, text: str) -> list[tuple[int, str]]:
    """Sentence starts with their numbers: by the marks, where the node bears any, otherwise by the splitter.

    Publishers leave out the marks of whole provisions even in laws that are marked (EStG § 32c), so that a node
    without marks does not tell that it is a single sentence.
    """
    return marked_starts(node, text) if node.marks else split_starts(node, text)


def marked_starts(node: Node, text: str) -> list[tuple[int, str]]:
    """Sentence starts with their numbers, from the marks in the law; the first sentence of an item bears none."""
    starts = sorted(node.marks)
    if not starts:
        return [(node.body, "1")]
    first, number = starts[0]
    if any(sign.isalnum() for sign in text[node.body : first]):
        return [(node.body, "1"), *starts]
    return [(node.body, number), *starts[1:]]


def split_starts(node: Node, text: str) -> list[tuple[int, str]]:
    """Sentence starts with their numbers, found in the words of the node itself."""
    positions = [node.body]
    pictures = [child for child in node.children if child.role is Role.PICTURE]
    for run in node.runs:
        positions += _starts_in(run, text, pictures)
    return [(position, str(count)) for count, position in enumerate(positions, 1)]


def _starts_in(run: Run, text: str, pictures: list[Node]) -> Iterator[int]:
    words = text[run.start : run.end]
    for picture in pictures:
        if run.start <= picture.start < run.end:  # what stands for a picture is no sentence, whatever its description
            left, right = picture.start - run.start, picture.end - run.start
            words = words[:left] + _PICTURE * (right - left) + words[right:]
    for count, (start, _) in enumerate(split(words)):
        if count or (run.gap is not Gap.START and _begins_anew(run, text)):
            yield run.start + start


def _begins_anew(run: Run, text: str) -> bool:
    """Whether words after a list, a table or a paragraph's end are a new sentence."""
    before = text[max(0, run.start - _LOOK_BACK) : run.start].rstrip()
    words = text[run.start : run.end]
    if before.endswith(":"):
        return False
    if ends_sentence(before) or before.endswith(_REPEALED):
        return starts_sentence(words)
    if must_start_sentence(words):
        return True
    # A table ends without a full stop; capital words of some length after it are a sentence of their own.
    return run.gap is Gap.TABLE and starts_sentence(words) and len(words.split()) >= _SHORTEST_SENTENCE
