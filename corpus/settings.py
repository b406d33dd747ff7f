"""Settings: what may differ between two installations. Read once, at the door (command line, application)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting has an environment variable ``FUNDSTELLE_<NAME>`` and a default that works."""

    model_config = SettingsConfigDict(env_prefix="FUNDSTELLE_", env_ignore_empty=True, extra="ignore")

    home: Path = Field(default_factory=lambda: user_data_path("fundstelle", appauthor=False))
    """Folder of all data."""
    mirror: Path | None = None
    """A tree HOST/PATH that stands in for the network (closed administrative networks)."""
    database_url: str | None = None
    """SQLAlchemy URL; without it an SQLite file in the home folder."""
    embedder: str = "e5"
    """``e5`` (ships with the project), ``lsa`` (fitted in seconds) or ``sentence-transformers:<name or path>``."""
    wait: Annotated[float, Field(ge=0)] = 1.0
    """Seconds between two requests to one host."""
    model: str = "none"
    """Who drafts answers: ``none`` (quotes alone), ``ollama:NAME`` or ``openai:NAME`` (any compatible server)."""
    model_url: str | None = None
    """Address of the model's server; ``openai:`` needs it, ``ollama:`` takes its own default."""
    model_key: SecretStr | None = None
    """Key of the model's server, where it wants one."""
    model_timeout: Annotated[float, Field(gt=0)] = 60.0
    """Seconds that one reply of the model may take; there are at most two to a question."""
    recogniser: str = "none"
    """Who finds names beside the guard's own lists: ``none`` or ``presidio[:MODEL]`` (a German model of spaCy)."""
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000


class Home:
    """The folders of one corpus. The demonstration corpus has a home of its own: it never mixes with real law."""

    def __init__(self, root: Path, database_url: str | None = None) -> None:
        self.root = root
        self.captures = root / "captures"
        self.index = root / "index"
        self.database_url = database_url or f"sqlite:///{root / 'fundstelle.db'}"

    @classmethod
    def real(cls, settings: Settings) -> Home:
        """The home of real law."""
        return cls(settings.home, settings.database_url)

    @classmethod
    def demo(cls, settings: Settings) -> Home:
        """The home of the fictional demonstration corpus."""
        return cls(settings.home / "demo")
