"""The minimal dossier over three versions, for what follows the data: feeds and the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from countries.dossier.load import load
from tests.dossier import minimal
from tests.dossier.minimal import coding, t

Files = dict[str, Any]
TODAY = dt.date(2026, 11, 29)
DAYS = (dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC), dt.datetime(2026, 11, 10, 12, tzinfo=dt.UTC),
        dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC))  # fmt: skip


def first(files: Files) -> None:
    """Nothing is changed."""


def second(files: Files) -> None:
    """A penalty is worded better, two answers were verified again, an Act was adopted, a case goes on."""
    france = files["jurisdictions/FR.yaml"]
    codings = {(one["indicator"], one["valid_from"]): one for one in france["codings"]}
    codings["buying", "2016-04-15"]["penalty"]["wording"] = t("Fine of 1,500 euros")
    for key in (("selling", "1999-01-01"), ("procuring", "1999-01-01")):
        codings[key]["verified_on"] = "2026-11-09"
    france["laws"].append(
        {
            "id": "fr-loi-2027",
            "kind": "statute",
            "status": "adopted",
            "title": "Loi de 2027",
            "lang": "fr",
            "translation": {"en": "Act of 2027"},
            "citation": "Loi n° 2026-1",
            "dates": {"adopted": "2026-11", "in_force": "2027-01-01"},
            "themes": ["prostitution"],
            "summary": t("Repeals the offence of buying."),
            "relations": [{"kind": "repeals", "law": "fr-loi-2016"}],
            "citations": ["code"],
        }
    )
    files["cases/vivastreet.yaml"]["milestones"].append(
        {
            "id": "closure",
            "date": "2026-11-05",
            "kind": "closure",
            "title": t("Closure"),
            "text": t("The site was closed."),
            "platforms": ["vivastreet"],
            "jurisdictions": ["FR"],
            "citations": ["press"],
        }
    )


def third(files: Files) -> None:
    """What the Act will change, one answer gone, one date of the Act corrected, texts and a name revised."""
    second(files)
    france = files["jurisdictions/FR.yaml"]
    codings = [one for one in france["codings"] if one["indicator"] != "registration"]
    offence = next(one for one in codings if one["valid_from"] == "2016-04-15")
    offence["valid_to"] = "2027-01-01"
    france["codings"] = [
        *codings,
        coding("buying", "permitted", "2027-01-01", trigger="fr-loi-2027", provisions=["fr-loi-2016/art-20"]),
    ]
    france["laws"][-1]["dates"]["adopted"] = "2026-11-03"
    france["laws"][1]["provisions"][0]["heading"] = t("Buying sexual acts")
    france["profile"][0]["text"] = t("From 2016 to 2026 the buyer offended.")
    files["cases/vivastreet.yaml"]["milestones"][-1]["text"] = t("The site was closed for good.")
    files["platforms.yaml"]["platforms"][0]["operator"] = "Vivastreet Ltd"
    files["sources/FR.yaml"]["sources"][1]["title"] = "Une dépêche"
    files["second-coding/FR.yaml"]["adjudications"][0]["reason"] = t("The Act of 2027 had been overlooked.")
    files["pages/about.en.md"] = "# About\n\nWhat *Jalons* is, and is not.\n"
    files["pages/about.fr.md"] = "# À propos\n\nCe que *Jalons* est, et n’est pas.\n"
    files["codebook.yaml"]["indicators"][0]["question"] = t("Is selling itself an offence?")


STEPS: tuple[Callable[[Files], None], ...] = (first, second, third)


@pytest.fixture(scope="module")
def three_versions(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The three versions, loaded on three days and rolled back after the module."""
    root = tmp_path_factory.mktemp("versions")
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patched:
        for number, (step, moment) in enumerate(zip(STEPS, DAYS, strict=True)):
            patched.setattr("django.utils.timezone.now", lambda moment=moment: moment)
            files = minimal.dossier()
            step(files)
            load(minimal.write(root / str(number), files))
        patched.undo()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> dt.date:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: TODAY)
    return TODAY


def folder(root: Path, step: Callable[[Files], None]) -> Path:
    """One version as a folder of data files."""
    files = minimal.dossier()
    step(files)
    return minimal.write(root, files)
