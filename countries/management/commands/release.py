"""`manage.py release [FOLDER]`: publish the current data version as files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from countries.models import DataVersion
from countries.releases.naming import renamed
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
            self.stdout.write(str(self.released(version, options["folder"])))
        except NotValid as error:
            raise CommandError(f"the release does not validate, nothing was published:\n{error}") from None

    def released(self, version: DataVersion, folder: Path) -> Path:
        """The release. What stands under the version's name and is of other data stays, and the version is renamed."""
        try:
            return build(version, folder)
        except OtherData:
            former = renamed(version, folder)
            self.stdout.write(
                f"Version {former} was released earlier from another database, with other data. That release stays; "
                f"the data of this database are version {version.version} from now on."
            )
            return build(version, folder)
