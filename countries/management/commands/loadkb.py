"""`manage.py loadkb [--check] [PATH]`: data files -> database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from countries.dossier.load import Rejected, load, read_and_check
from countries.dossier.outcome import Outcome

ACTIONS = ("created", "changed", "removed", "unchanged")


class Command(BaseCommand):
    """Reports every problem of the data files at once; writes only when there is none."""

    help = "Load the data files into the database, or only check them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=settings.FIXTURES_DIR)
        parser.add_argument("--check", action="store_true", help="check the files and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        if not path.is_dir():
            raise CommandError(f"{path} is not a folder of data files")
        try:
            if options["check"]:
                read_and_check(path)
                self.stdout.write("The data files are in order.")
                return
            outcome = load(path)
        except Rejected as rejected:
            for problem in rejected.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{rejected}; the database is as it was") from None
        self._report(outcome)

    def _report(self, outcome: Outcome) -> None:
        for name, counts in outcome.counts.items():
            if any(counts[action] for action in ACTIONS[:3]):
                self.stdout.write(f"{name}: " + ", ".join(f"{counts[a]} {a}" for a in ACTIONS))
        totals = ", ".join(f"{outcome.total(action)} {action}" for action in ACTIONS)
        self.stdout.write(f"Data version {outcome.version or 'none'}: {totals}")
