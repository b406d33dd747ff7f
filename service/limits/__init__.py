"""What limits a rule: "Satz 1 gilt nicht", "abweichend von Absatz 2", "vorbehaltlich des § 10", "es sei denn".

Shared knowledge of the composer, which delivers a rule with its limits, and of the gate, which
withholds a rule without them. The words stand in ``markers.csv``.
"""

from service.limits.delivered import Delivered, missing
from service.limits.markers import Marker, MarkerKind, markers
from service.limits.remainder import Span, covered, left_out
from service.limits.table import Limitation, limitations

__all__ = [
    "Delivered",
    "Limitation",
    "Marker",
    "MarkerKind",
    "Span",
    "covered",
    "left_out",
    "limitations",
    "markers",
    "missing",
]
