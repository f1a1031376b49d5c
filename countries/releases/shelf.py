"""The releases that stand, read from their own files. A release never changes, so each is read once."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from countries.models import DataVersion

from . import media

VERSION = r"\d{4}\.\d{1,2}\.\d{1,6}"
NAME = re.compile(VERSION, re.ASCII)


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """One file. `rows` is None of what is no table."""

    name: str
    title: str
    size: int
    sha256: str
    rows: int | None

    @property
    def media(self) -> str:
        return media.media_type(self.name)


@dataclass(frozen=True, slots=True)
class Release:
    """A release. `since` is the one before it, empty of the first."""

    version: str
    folder: Path
    created: dt.datetime
    hash: str
    since: str
    files: tuple[ReleaseFile, ...]

    @property
    def issued(self) -> dt.date:
        return self.created.date()

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)

    @property
    def tables(self) -> list[ReleaseFile]:
        return [file for file in self.files if file.rows is not None]

    @property
    def others(self) -> list[ReleaseFile]:
        return [file for file in self.files if file.rows is None]

    def file(self, name: str) -> ReleaseFile | None:
        """The file of that name, if it is one of the release's."""
        return next((file for file in self.files if file.name == name), None)


def standing(root: Path) -> list[Release]:
    """Every release below the folder, the newest first."""
    names = [path.name for path in root.iterdir() if NAME.fullmatch(path.name)] if root.is_dir() else []
    return [read(root / name) for name in sorted(names, key=order, reverse=True)]


def find(root: Path, version: str) -> Release | None:
    """The release of that version, if it stands."""
    return read(root / version) if NAME.fullmatch(version) and (root / version).is_dir() else None


def newest(root: Path) -> Release | None:
    return next(iter(standing(root)), None)


def newest_before(root: Path, version: DataVersion) -> DataVersion | None:
    """The version of the last release before this one."""
    names = [path.name for path in root.iterdir() if NAME.fullmatch(path.name)]
    return DataVersion.objects.filter(version__in=names, number__lt=version.number).order_by("-number").first()


def order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


@lru_cache(maxsize=512)
def read(folder: Path) -> Release:
    """The release in the folder, as its description, checksums and changes tell it."""
    package = json.loads((folder / media.DESCRIPTION).read_text())
    told = {resource["path"]: resource for resource in package["resources"]}
    files = [ReleaseFile(media.SUMS, media.TITLES[media.SUMS], (folder / media.SUMS).stat().st_size, "", None)]
    for line in (folder / media.SUMS).read_text().splitlines():
        checksum, name = line.split("  ", 1)
        resource = told.get(name, {"title": media.TITLES.get(name, name)})
        size = (folder / name).stat().st_size
        files.append(ReleaseFile(name, resource["title"], size, checksum, resource.get("jalons:rows")))
    ranks = {name: rank for rank, name in enumerate([*told, media.DESCRIPTION, media.CATALOGUE, media.SUMS])}
    return Release(
        package["version"],
        folder,
        dt.datetime.fromisoformat(package["created"]),
        package["jalons:hash"],
        json.loads((folder / media.CHANGE_LIST).read_text())["since"] or "",
        tuple(sorted(files, key=lambda file: ranks.get(file.name, len(ranks)))),
    )
