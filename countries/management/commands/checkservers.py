"""`manage.py checkservers`: do the servers that the environment names answer?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from redis.exceptions import RedisError


class Command(BaseCommand):
    """Says in one sentence which variable names a server that does not answer."""

    help = "Check that the database and the cache named by the environment answer."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._connect_once()
        except OperationalError as error:
            raise CommandError(f"DATABASE_URL names a database that does not answer: {_first_line(error)}") from None
        try:
            cache.get("jalons")
        except (RedisError, OSError) as error:
            raise CommandError(f"REDIS_URL names a server that does not answer: {_first_line(error)}") from None
        engine = connection.vendor
        self.stdout.write(f"database: {engine}; cache: {'redis' if settings.REDIS_URL else 'this process'}")

    @staticmethod
    def _connect_once() -> None:
        """Without the pool, which would try again for half a minute."""
        probe = connection.copy()
        if probe.vendor == "postgresql":
            probe.settings_dict["OPTIONS"] = {"connect_timeout": 5}
        with probe.wrap_database_errors:
            probe.connect()
        probe.close()


def _first_line(error: Exception) -> str:
    lines = str(error).splitlines()
    return lines[0] if lines else type(error).__name__
