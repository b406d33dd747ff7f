"""What the tests of a comparison take as one; a module of its own, so that the command line need not load the tests."""

from __future__ import annotations

from enum import StrEnum


class Clusters(StrEnum):
    """What is drawn and exchanged as a whole; the value is that of the option ``--cluster``."""

    AUTO = "auto"
    GROUP = "group"
    """Groups."""
    WORDING = "wording"
    """Questions of the same wording (one matter on several days), drawn within their group."""
