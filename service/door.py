"""What every endpoint asks for: the desk that answers, the day, the request's path. Given by the application, once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from service.ask import Desk
from service.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Door:
    """What the application was given from outside: where its desk comes from, what day it is, and what time."""

    shelf: Shelf
    today: Callable[[], date]
    now: Callable[[], datetime]


def door(request: Request) -> Door:
    """The door of the running application."""
    found = request.app.state.door
    if not isinstance(found, Door):
        raise TypeError("Die Anwendung wurde ohne Door gebaut; erwartet wird service.app.create_app().")
    return found


def _desk(request: Request) -> Desk:
    return door(request).shelf.desk()


def _today(request: Request) -> date:
    return door(request).today()


def _now(request: Request) -> datetime:
    return door(request).now()


def _path(request: Request) -> str:
    return request.url.path


def json_only(request: Request) -> None:
    """Refuse (415) a body that is not declared as JSON; so no foreign form can be sent here either."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise HTTPException(415)


CurrentDesk = Annotated[Desk, Depends(_desk)]
Today = Annotated[date, Depends(_today)]
Now = Annotated[datetime, Depends(_now)]
RequestPath = Annotated[str, Depends(_path)]
