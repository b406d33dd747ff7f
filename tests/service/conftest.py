"""What the tests of this house share: the application over the demonstration corpus, in process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.ask import Desk
from service.shelf import Shelf

TODAY = date(2026, 6, 30)
"""The day of all questions that name none; the newer of the two demonstration versions is known then."""


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    """The application over that desk, asked in process; its today is fixed."""
    with TestClient(create_app(Shelf.of(desk), lambda: TODAY), base_url="http://localhost") as client:
        yield client
