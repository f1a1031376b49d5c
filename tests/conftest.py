"""What all tests share: a skip is a failure in CI, and the real data files loaded once a module."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from countries.dossier.load import load
from countries.dossier.outcome import Outcome
from tests import servers
from tests.world import fresh as fresh
from tests.world import world_of_module as world_of_module


def pytest_configure() -> None:
    """Static files by their plain names: no test needs them collected first. No limits, no releases that stand: few
    tests are about them.
    """
    settings.API_LIMITS = settings.API_KEY_LIMITS = (0, 0)
    settings.RELEASES_DIR = settings.VAR_DIR / "no-releases"
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, only what touches a database or a server: the rest is tested on SQLite already."""
    if not settings.IS_POSTGRESQL:
        return
    touching = [item for item in items if touches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in touching])
    items[:] = touching


def touches_database(item: pytest.Item) -> bool:
    """Whether a test is marked so, or asks for what is loaded or started."""
    marked = any(item.get_closest_marker(name) for name in ("django_db", "server", "browser"))
    return marked or not {"db", "django_db_setup", "built"}.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With CI=true nothing may be skipped."""
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", [])) if reporter else 0
    if os.environ.get("CI") == "true" and skipped and exitstatus == 0:
        reporter.write_line(f"{skipped} skipped: with CI=true a skip is a failure", red=True)
        session.exitstatus = 1


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Base]:
    """The site built once for all servers of the session, its data in a database of the kind that is tested."""
    url = os.environ["DATABASE_URL"] if settings.IS_POSTGRESQL else ""
    with servers.database(url) as env:
        yield servers.built(tmp_path_factory.mktemp("var"), env)


@pytest.fixture(scope="session")
def site(built: servers.Base) -> Iterator[str]:
    """The address of the really started site with the project's own data."""
    with servers.site(built) as address:
        yield address


@pytest.fixture(scope="module")
def real_base(django_db_setup: None, django_db_blocker: Any) -> Iterator[Outcome]:
    """The project's own data files, loaded for the tests of one module and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(settings.FIXTURES_DIR)
        transaction.set_rollback(True)
