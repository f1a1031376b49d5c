"""How a version of the data is called: by a name that means no other data, here or among the releases that stand.

A database may be made anew beside older releases, and then counts from its beginning again.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from countries.models import DataVersion

from . import shelf


def name_for(hash_: str, now: dt.datetime, root: Path) -> str:
    """That of the newest release where it is of the very same data, else the next of the month."""
    taken = set(DataVersion.objects.values_list("version", flat=True))
    releases = shelf.standing(root)
    if releases and releases[0].hash == hash_ and releases[0].version not in taken:
        return releases[0].version
    month = (now.year, now.month)
    numbers = [shelf.order(name) for name in taken | {release.version for release in releases}]
    return f"{now.year}.{now.month}.{max((number for *own, number in numbers if (*own,) == month), default=0) + 1}"


def renamed(version: DataVersion, root: Path) -> str:
    """Give the version another name, since a release of its own stands for other data; the former name."""
    former = version.version
    version.version = name_for(version.hash, version.loaded_at, root)
    version.save(update_fields=["version"])
    return former
