"""The minimal dossier over four loads: values change, vanish and come back; and what each load left in force."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from countries import models as m
from countries.dossier.load import LINKS, ORDER, UNREPORTED, load

from . import minimal

Files = dict[str, Any]
Facts = set[tuple[object, ...]]
Records = dict[tuple[str, str], dict[str, str]]


def as_first_coded(files: Files) -> None:
    """Nothing is changed."""


def otherwise(files: Files) -> None:
    """The buyer's offence was narrower before 2016, nobody has coded brothels, and France is in no union."""
    codings = files["jurisdictions/FR.yaml"]["codings"]
    codings[1]["value"] = "offence_in_defined_cases"
    del codings[3]
    del files["jurisdictions/FR.yaml"]["memberships"]


def found_again(files: Files) -> None:
    """As at first, but for a note, and a source whose title was mistaken."""
    files["jurisdictions/FR.yaml"]["codings"][2]["note"] = minimal.t("Since the Act of 2016.")
    files["sources/EU.yaml"]["sources"][0]["title"] = "Digital Services Act"


def without_france(files: Files) -> None:
    """As just now, but for France's own codings, which are gone; what it takes from the union stays."""
    found_again(files)
    france = files["jurisdictions/FR.yaml"]
    france["codings"] = []
    del files["second-coding/FR.yaml"]


STEPS: tuple[Callable[[Files], None], ...] = (as_first_coded, otherwise, found_again, without_france)


@dataclass(frozen=True, slots=True)
class Step:
    """A version, and what was in force, under which regime, and every record, when it was the newest."""

    version: m.DataVersion
    codings: Facts
    regimes: Facts
    records: Records


def codings_now() -> Facts:
    rows = m.CodingInForce.objects.values_list(
        "jurisdiction", "indicator", "value__code", "inherited_from", "start", "end", "coding", "coding__note_en"
    )
    return set(rows)


def regimes_now() -> Facts:
    return set(
        m.RegimeSpell.objects.values_list(
            "jurisdiction", "ruleset", "family", "model", "rule", "start", "end", "trigger"
        )
    )


def records_now() -> Records:
    """Every record that changes are listed of, and every link between two, column by column."""
    found: Records = {}
    for model in ORDER:
        if model not in UNREPORTED:
            for row in model._default_manager.all():
                columns = {column.attname: column.value_to_string(row) for column in row._meta.concrete_fields}
                found[str(model._meta.model_name), str(row.pk)] = columns
    for through in LINKS:
        names = [column.attname for column in through._meta.concrete_fields if column.is_relation]
        for pair in through._default_manager.values_list(*names):
            found[str(through._meta.model_name), "|".join(pair)] = {}
    return found


def files_of(step: int) -> Files:
    files = minimal.dossier()
    STEPS[step](files)
    return files


def loaded(root: Path) -> list[Step]:
    """Load every step in turn, each from a folder of its own below `root`."""
    steps = []
    for number in range(len(STEPS)):
        outcome = load(minimal.write(root / str(number), files_of(number)))
        version = m.DataVersion.objects.get(version=outcome.version)
        steps.append(Step(version, codings_now(), regimes_now(), records_now()))
    return steps
