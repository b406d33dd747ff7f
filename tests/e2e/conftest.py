"""What the tests in a browser share: a running service, a headless Chromium, and a page that must have no faults."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Thread

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from service.app import create_app
from service.ask import Desk
from service.review.originals import Originals
from service.shelf import Shelf

CHROMIUM_ARGS = [
    "--headless",
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def address(desk: Desk) -> Iterator[str]:
    """The address of a running service over the demonstration corpus."""
    # What is exported here must not be found as somebody else's words in the tests that come later.
    apart = replace(desk, originals=Originals(desk.library, None))
    app = create_app(Shelf.of(apart), lambda: date(2026, 6, 30), now=lambda: datetime(2026, 6, 30, 12, 0, tzinfo=UTC))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A real headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture
def requested() -> list[str]:
    """The addresses that the page asked for."""
    return []


@pytest.fixture
def page(browser: Browser, address: str, requested: list[str]) -> Iterator[Page]:
    """The first page, on a wide screen; a fault in its script, or one against its policy, fails the test."""
    context = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    page.goto(f"{address}/")
    yield page
    context.close()
    assert faults == []
