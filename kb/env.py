"""Typed readers of the environment. Each has a default, and fails naming the variable."""

from __future__ import annotations

import os
from urllib.parse import unquote, urlparse

SHORTEST_SECRET = 50


class BadEnvironment(Exception):
    """A variable of the environment holds what it cannot hold; the message names it."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def secret(name: str) -> str:
    """A secret of at least SHORTEST_SECRET characters; empty if there is none."""
    value = os.environ.get(name, "")
    if value and len(value) < SHORTEST_SECRET:
        raise BadEnvironment(
            f"{name} is too short: set it to at least {SHORTEST_SECRET} characters that nobody can guess"
        )
    return value


def flag(name: str, default: bool = False) -> bool:
    """`1 true yes on` or `0 false no off`, in any case."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise BadEnvironment(f"{name} is “{value}”: set it to 1 or 0")


def number(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isascii() or not value.isdigit():
        raise BadEnvironment(f"{name} is “{value}”: set it to a whole number")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def database(name: str, default_path: str) -> dict[str, object]:
    """`postgres://user:password@host:port/name` or `sqlite:///path`; unset: SQLite at `default_path`."""
    value = os.environ.get(name, "").strip()
    if not value:
        return sqlite(default_path)
    url = urlparse(value)
    if url.scheme == "sqlite":
        return sqlite(url.path)
    if url.scheme not in {"postgres", "postgresql"} or not url.path.strip("/"):
        raise BadEnvironment(f"{name} is not a database address: write postgres://user:password@host:5432/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.strip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": str(url.port or ""),
        "OPTIONS": {"pool": True},
    }


def sqlite(path: str) -> dict[str, object]:
    """SQLite tuned for many readers and one writer."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }
