"""Where the marks of the plots stand: values to coordinates; the templates only draw."""

from __future__ import annotations

from typing import NamedTuple

from eval.comparison.compare import Comparison, Difference

WIDTH = 760
"""Width of every plot, in the units of its drawing."""
_LABELS = 300
"""Room for names at the left."""
_ROW = 26
_TOP = 30
_BARS_HEIGHT = 220
_STICK = 14
"""The widest that the stick of a question gets."""


class Tick(NamedTuple):
    """A line of the scale and the words at it."""

    x: float
    label: str


class Row(NamedTuple):
    """A measure of the forest plot: its interval as a line, its difference as a mark."""

    y: float
    label: str
    low: float
    high: float
    mark: float
    told: str
    kind: str
    """``better``, ``worse`` or ``open``: what the corrected test says."""


class Forest(NamedTuple):
    """Differences with their intervals; ``zero`` is where there is none."""

    height: float
    zero: float
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]


class Bar(NamedTuple):
    """A bar from the left, with its value."""

    y: float
    width: float
    told: str


class GroupBars(NamedTuple):
    """The two bars of a group."""

    y: float
    label: str
    a: Bar
    b: Bar


class Groups(NamedTuple):
    """The measure of a comparison by group; ``left`` is where bars begin."""

    height: float
    left: float
    rows: tuple[GroupBars, ...]


class Stick(NamedTuple):
    """A question among gains and losses."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    told: str


class Changes(NamedTuple):
    """All questions with a difference, the largest gain first."""

    height: float
    middle: float
    sticks: tuple[Stick, ...]


ALPHA = 0.05
"""A difference whose corrected p is below is called better or worse; above, the question is open."""


def kind_of(one: Difference) -> str:
    """What the corrected test says of a difference."""
    if one.p_holm >= ALPHA:
        return "open"
    return "better" if one.gain > 0 else "worse"


def forest(comparison: Comparison) -> Forest:
    """Differences (B less A) with their intervals, on a scale around zero."""
    shown = comparison.differences
    reach = max([0.02, *(max(abs(one.interval.low), abs(one.interval.high)) for one in shown)])
    step = next(step for step in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0) if reach / step <= 4)
    zero, scale = _LABELS + (WIDTH - _LABELS - 60) / 2, (WIDTH - _LABELS - 60) / 2 / (reach * 1.05)
    ticks = [Tick(zero + number * step * scale, _signed(number * step, 2)) for number in range(-4, 5)]
    rows = [
        Row(
            _TOP + number * _ROW + _ROW / 2,
            one.measure.label,
            zero + one.interval.low * scale,
            zero + one.interval.high * scale,
            zero + one.difference * scale,
            _signed(one.difference),
            kind_of(one),
        )
        for number, one in enumerate(shown)
    ]
    inside = tuple(tick for tick in ticks if _LABELS <= tick.x <= WIDTH - 60)
    return Forest(_TOP + len(shown) * _ROW + 10, zero, inside, tuple(rows))


def groups(comparison: Comparison) -> Groups:
    """Both runs by group; a bar as long as the room is 1."""
    room = WIDTH - _LABELS - 70
    rows = []
    for number, one in enumerate(comparison.groups):
        y = 8 + number * 44
        bars = [
            Bar(y + place * 17, max(1.0, value * room), _number(value)) for place, value in enumerate((one.a, one.b))
        ]
        rows.append(GroupBars(y, f"{one.group or 'alle'} ({one.questions})", *bars))
    return Groups(8 + len(rows) * 44, _LABELS, tuple(rows))


def changes(comparison: Comparison) -> Changes:
    """A stick for each question: up where B is better, down where it is worse."""
    known = comparison.changes
    width = min(_STICK, WIDTH / max(1, len(known)))
    middle = _BARS_HEIGHT / 2
    sticks = []
    for number, one in enumerate(known):
        height = max(1.5, abs(one.gain) * (middle - 6))
        kind = "better" if one.gain > 0 else "worse"
        top = middle - height if one.gain > 0 else middle
        told = f"{one.query_id}: {_number(one.a)} → {_number(one.b)}"
        sticks.append(Stick(number * width, top, max(0.6, width * 0.85), height, kind, told))
    return Changes(_BARS_HEIGHT, middle, tuple(sticks))


def _signed(value: float, digits: int = 3) -> str:
    return "0" if abs(value) < 0.0005 else f"{value:+.{digits}f}".replace(".", ",").replace("-", "−")


def _number(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")
