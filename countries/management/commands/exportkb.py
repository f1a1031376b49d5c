"""`manage.py exportkb [PATH]`: database -> data files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from countries.dossier.write import write
from countries.models import Indicator


class Command(BaseCommand):
    """Writes the data files back, byte for byte the same where nothing changed."""

    help = "Write the data files from the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=settings.FIXTURES_DIR)

    def handle(self, *args: Any, **options: Any) -> None:
        if not Indicator.objects.exists():
            raise CommandError("the database holds nothing to export: run loadkb first")
        changed = write(options["path"])
        for name in changed:
            self.stdout.write(name)
        self.stdout.write(f"{len(changed)} files changed")
