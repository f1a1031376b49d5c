"""Adds up what each key asks for and writes it down now and then, so that no request waits for the database."""

from __future__ import annotations

import atexit
import datetime as dt
import logging
from collections import Counter
from threading import Lock, Timer

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from .models import KeyUse

# What is counted stands in the database at the latest after so many seconds.
WRITTEN_SECONDS = 10
log = logging.getLogger(__name__)

Counted = tuple[str, dt.date, str]


class Tally:
    """Counts of requests that are not written down yet. A thread of its own writes them."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.counts: Counter[Counted] = Counter()
        self.timer: Timer | None = None

    def add(self, prefix: str, refused: bool) -> None:
        """Count one request of a key today (UTC)."""
        today = dt.datetime.now(dt.UTC).date()
        with self.lock:
            self.counts[prefix, today, "refused" if refused else "answered"] += 1
            if self.timer is None:
                self.timer = Timer(WRITTEN_SECONDS, self._write_apart)
                self.timer.daemon = True
                self.timer.start()

    def write(self) -> None:
        """Write down what was counted. What cannot be written is kept for the next time."""
        with self.lock:
            counts, self.counts = self.counts, Counter()
        for counted, number in counts.items():
            try:
                _write(counted, number)
            except DatabaseError as error:
                log.warning("the use of a key could not be written yet: %s", type(error).__name__)
                with self.lock:
                    self.counts[counted] += number

    def _write_apart(self) -> None:
        with self.lock:
            self.timer = None
        try:
            self.write()
        finally:
            connection.close()


def _write(counted: Counted, number: int) -> None:
    """Add to the row of a key and a day, making it where it is not there. A key that is gone is passed over."""
    prefix, day, column = counted
    rows = KeyUse.objects.filter(key_id=prefix, day=day)
    if rows.update(**{column: F(column) + number}):
        return
    try:
        with transaction.atomic():
            KeyUse.objects.create(key_id=prefix, day=day, **{column: number})
    except IntegrityError:
        rows.update(**{column: F(column) + number})


tally = Tally()
atexit.register(tally.write)
