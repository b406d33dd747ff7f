"""``fundstelle serve``: the service on its address, until it is stopped."""

from __future__ import annotations

import logging
import socket
from datetime import date, datetime
from functools import partial

import typer
import uvicorn

from corpus.index import EmbedderError
from corpus.library import NothingHeldError
from corpus.settings import Home, Settings
from corpus.vectors import Worker, identity_of
from service.app import create_app
from service.guard.recogniser import RecogniserSettingError, open_recogniser
from service.llm import ModelSettingError, open_model
from service.shelf import Shelf, open_desk

USAGE, NOTHING_HELD, ADDRESS_TAKEN = 2, 3, 4
"""Exit codes: what a setting names cannot be had; there is no corpus yet; the address cannot be listened at."""


def serve(settings: Settings, *, host: str | None, port: int | None, demo: bool) -> int:
    """Serve until stopped; returns the exit code."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    try:
        identity_of(settings.embedder)
        model, recogniser = open_model(settings), open_recogniser(settings.recogniser)
    except (EmbedderError, ModelSettingError, RecogniserSettingError) as error:
        typer.echo(str(error), err=True)
        return USAGE
    home = Home.demo(settings) if demo else Home.real(settings)
    shelf = Shelf(home, partial(open_desk, model=model, recogniser=recogniser))
    try:
        shelf.desk()
    except NothingHeldError as error:
        typer.echo(f"{error}\nZum Ausprobieren ohne Netz: fundstelle demo", err=True)
        return NOTHING_HELD
    chosen_host, chosen_port = host or settings.host, settings.port if port is None else port
    try:
        listening = _listen(chosen_host, chosen_port)
    except OSError as error:
        typer.echo(
            f"An {chosen_host}:{chosen_port} lässt sich nicht hören ({error.strerror}). "
            "Bitte mit --port einen anderen Port wählen.",
            err=True,
        )
        return ADDRESS_TAKEN
    name = f"[{chosen_host}]" if ":" in chosen_host else chosen_host
    typer.echo(f"Fundstelle läuft: http://{name}:{listening.getsockname()[1]}/  (Ende mit Strg+C)")
    server = uvicorn.Server(
        uvicorn.Config(create_app(shelf, _today, hosts=(chosen_host,)), log_config=None, access_log=False)
    )
    worker = Worker(home, settings.embedder, demo=demo)
    try:
        server.run(sockets=[listening])
    finally:
        worker.stop()
    return 0


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def _today() -> date:
    return datetime.now().astimezone().date()
