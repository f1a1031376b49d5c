"""Who holds the key that a request presents. A key that is not good is refused, never silently ignored."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import time
from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.utils import timezone

from .counting import Policy, policies
from .models import ApiKey

Fault = Literal["", "unknown", "revoked", "expired"]
SCHEME = "Api-Key"
# A key is looked up again after so many seconds; a revoked one is refused at the latest then.
KNOWN_SECONDS = 10
MOST_REMEMBERED = 10_000
_SHAPE = re.compile(r"[A-Za-z0-9]{8}\.[A-Za-z0-9]{32}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Holder:
    """A key that exists, by its public prefix. `revoked` and `expires` are as they were when it was looked up."""

    prefix: str
    name: str
    revoked: bool
    expires: dt.datetime | None
    policies: tuple[Policy, ...]

    @property
    def client(self) -> str:
        """The name under which its requests are counted."""
        return f"key/{self.prefix}"

    @property
    def fault(self) -> Fault:
        """What is wrong with the key now; empty if it is good."""
        if self.revoked:
            return "revoked"
        return "expired" if self.expires and self.expires <= timezone.now() else ""


_remembered: dict[str, tuple[float, Holder | None]] = {}


def forget() -> None:
    """Look every key up anew."""
    _remembered.clear()


def holder(key: str) -> Holder | None:
    """The holder of a key, or None if there is no such key (1 query, at most once in KNOWN_SECONDS)."""
    digest = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()
    now = time.monotonic()
    read_at, found = _remembered.get(digest, (float("-inf"), None))
    if now - read_at < KNOWN_SECONDS:
        return found
    row = find(key)
    found = as_holder(row) if row else None
    if len(_remembered) >= MOST_REMEMBERED:
        _remembered.clear()
    _remembered[digest] = (now, found)
    return found


def find(key: str) -> ApiKey | None:
    """The key as it stands in the database, or None if there is no such one (1 query)."""
    if not _SHAPE.fullmatch(key):
        return None
    row = ApiKey.objects.filter(prefix=key.partition(".")[0]).first()
    return row if row and ApiKey.objects.key_generator.verify(key, row.hashed_key) else None


def as_holder(row: ApiKey) -> Holder:
    return Holder(row.prefix, row.name, row.revoked, row.expiry_date, tuple(limits_of(row)))


def limits_of(row: ApiKey) -> list[Policy]:
    """The limits of a key: its own, else those of all keys."""
    per_minute, per_day = settings.API_KEY_LIMITS
    return policies(row.per_minute or per_minute, row.per_day or per_day)
