"""Counts requests against quotas, in Redis where the environment names one, else in this process.

A window is a minute or a day of the clock (UTC), so that how much is left and when there is more follow from one
count. Names and fields are those of draft-ietf-httpapi-ratelimit-headers-10.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage, Storage

DAY = 24 * 60 * 60
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Policy:
    """At most `quota` requests in each window of so many seconds."""

    name: str
    quota: int
    window: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a client stands with a policy: requests left, and seconds until there are more."""

    policy: Policy
    counted: int
    reset: int

    @property
    def left(self) -> int:
        return max(0, self.policy.quota - self.counted)

    @property
    def exceeded(self) -> bool:
        return self.counted > self.policy.quota


def policies(per_minute: int, per_day: int) -> list[Policy]:
    """The two limits of the API; 0 means that there is none."""
    both = (Policy("minute", per_minute, 60), Policy("day", per_day, DAY))
    return [policy for policy in both if policy.quota]


@cache
def storage() -> Storage:
    """Where counts are kept; made when first needed, so that each process has its own connection."""
    url = settings.REDIS_URL
    if not url:
        return MemoryStorage(wrap_exceptions=True)
    return RedisStorage(f"redis+{url}" if url.startswith("unix:") else url, wrap_exceptions=True)


def count(client: str, against: Sequence[Policy]) -> list[Standing]:
    """Count one request; once a policy is exceeded, the ones after it are only read.

    A storage that does not answer lets everything through: a broken counter must not stop reading.
    """
    now = time.time()
    found: list[Standing] = []
    for policy in against:
        full = any(standing.exceeded for standing in found)
        found.append(_standing(client, policy, now, counts=not full))
    return found


def look(client: str, against: Sequence[Policy]) -> list[Standing]:
    """Where a client stands, without counting anything."""
    now = time.time()
    return [_standing(client, policy, now, counts=False) for policy in against]


def _standing(client: str, policy: Policy, now: float, *, counts: bool) -> Standing:
    window, passed = divmod(int(now), policy.window)
    return Standing(policy, _counted(f"quota/{client}/{policy.name}/{window}", policy, counts), policy.window - passed)


def _counted(key: str, policy: Policy, counts: bool) -> int:
    try:
        return storage().incr(key, policy.window) if counts else storage().get(key)
    except StorageError as error:
        log.warning("the requests of clients cannot be counted: %s", type(error.storage_error).__name__)
        return 0
