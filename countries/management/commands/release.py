"""`manage.py release [FOLDER]`: publish the current data version as files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from countries.models import DataVersion
from countries.releases.package import NotValid, OtherData, build


class Command(BaseCommand):
    """Builds, validates and publishes; a release that stands already stays as it is."""

    help = "Publish the current data version as a folder of files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.RELEASES_DIR)

    def handle(self, *args: Any, **options: Any) -> None:
        version = DataVersion.objects.current()
        if version is None:
            raise CommandError("there is no data version yet: run loadkb first")
        try:
            self.stdout.write(str(build(version, options["folder"])))
        except NotValid as error:
            raise CommandError(f"the release does not validate, nothing was published:\n{error}") from None
        except OtherData as error:
            raise CommandError(str(error)) from None
