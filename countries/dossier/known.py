"""Keeps what is in force as this version of the data knows it, so that it can be asked for when it is known better.

The archive is no part of the data: it is neither exported nor hashed, and follows from the loads themselves.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, TypeVar

from countries import models as m
from countries.dates import PartialDate

from .rows import Rows

Row = TypeVar("Row", bound=m.Known)
CHUNK = 400
CODING = (
    "scope", "valid_from_partial", "valid_from_type", "valid_to_partial", "penalty_kind", "penalty_min_months",
    "penalty_max_months", "penalty_fine", "penalty_currency", "penalty_year", "penalty_turnover_percent",
    "penalty_wording_en", "penalty_wording_fr", "note_en", "note_fr", "support", "confidence", "confidence_note_en",
    "confidence_note_fr", "verified_on", "searched_en", "searched_fr", "trigger_id",
)  # fmt: skip
CITATION = ("id", "pinpoint", "lang", "quote", "quote_en", "quote_fr", "seen_on", "seen_as")
SOURCE = ("id", "title", "kind", "publisher", "url", "lang", "issued_partial")
LAW = ("id", "citation", "short_name_en", "short_name_fr")
SPELL = (
    "id", "jurisdiction_id", "ruleset_id", "family", "model", "rule", "inputs", "missing", "start", "end", "trigger_id",
)  # fmt: skip
IN_FORCE = ("coding_id", "jurisdiction_id", "indicator_id", "inherited_from_id", "start", "end")


def archive(rows: Rows, version: m.DataVersion) -> None:
    """Let the archive say of `version` what `rows` say: what they no longer say is closed, what is new is opened.

    What had been opened for this very version is replaced, so that the archive of a version is what it last was.
    """
    keep(m.KnownCoding, _codings(rows), version)
    keep(m.KnownRegime, _regimes(rows), version)
    if not version.archived:
        version.archived = True
        version.save(update_fields=["archived"])


def keep(model: type[m.KnownCoding] | type[m.KnownRegime], rows: Iterable[m.Known], version: m.DataVersion) -> None:
    wanted = {row.key: row for row in rows}
    known = {
        key: (pk, digest, begun)
        for pk, key, digest, begun in model._default_manager.filter(known_to__isnull=True).values_list(
            "pk", "key", "digest", "known_from"
        )
    }
    stale = {
        pk: begun for key, (pk, digest, begun) in known.items() if key not in wanted or wanted[key].digest != digest
    }
    fresh: list[Any] = [row for key, row in wanted.items() if key not in known or known[key][1] != row.digest]
    _in_chunks(model, [pk for pk, begun in stale.items() if begun == version.number], None)
    _in_chunks(model, [pk for pk, begun in stale.items() if begun != version.number], version)
    for row in fresh:
        row.known_from = version
    model._default_manager.bulk_create(fresh, batch_size=CHUNK)


def _in_chunks(model: type[m.Known], keys: list[int], known_to: m.DataVersion | None) -> None:
    """Close the rows with these keys; without a version to close them at, remove them."""
    for start in range(0, len(keys), CHUNK):
        rows = model._default_manager.filter(pk__in=keys[start : start + CHUNK])
        if known_to:
            rows.update(known_to=known_to)
        else:
            rows.delete()


def _codings(rows: Rows) -> Iterator[m.KnownCoding]:
    resting = _Resting(rows)
    in_force: Any = rows.tables[m.CodingInForce].values()
    for row in in_force:
        coding: Any = rows.tables[m.Coding][row.coding_id]
        indicator: Any = rows.tables[m.Indicator][row.indicator_id]
        value: Any = rows.tables[m.IndicatorValue][row.value_id]
        record = _kept(row, IN_FORCE) | {
            "indicator": _kept(indicator, ("code", "theme", "core", "name_en", "name_fr")),
            "value": _kept(value, ("code", "label_en", "label_fr", "is_finding")),
            "coding": _kept(coding, CODING) | resting.on(coding),
        }
        yield digested(
            m.KnownCoding(
                key=row.pk,
                indicator=indicator.code,
                indicator_order=indicator.order,
                theme=indicator.theme,
                core=indicator.core,
                value=value.code,
                value_order=value.order,
                is_finding=value.is_finding,
                inherited_from=row.inherited_from_id or "",
                coding=coding.id,
                scope=coding.scope,
                support=coding.support,
                confidence=coding.confidence,
                verified_on=coding.verified_on,
                laws=resting.laws(coding),
                sources=resting.sources(coding),
                **_common(rows, row, record),
            )
        )


def _regimes(rows: Rows) -> Iterator[m.KnownRegime]:
    spells: Any = rows.tables[m.RegimeSpell].values()
    for spell in spells:
        record = _kept(spell, SPELL) | {"trigger": _law(rows, spell.trigger_id)}
        yield digested(
            m.KnownRegime(
                key=spell.pk,
                ruleset=spell.ruleset_id,
                family=spell.family,
                model=spell.model,
                rule=spell.rule,
                trigger=spell.trigger_id or "",
                **_common(rows, spell, record),
            )
        )


def _common(rows: Rows, row: Any, record: dict[str, Any]) -> dict[str, Any]:
    """The columns of both archives."""
    place: Any = rows.tables[m.Jurisdiction][row.jurisdiction_id]
    return {
        "jurisdiction": place.code,
        "kind": place.kind,
        "region": place.region,
        "subregion": place.subregion,
        "start": row.start,
        "end": row.end,
        "record": record,
    }


class _Resting:
    """What each coding rests on: its provisions, and its citations, the leading one first."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.provisions: dict[str, list[Any]] = defaultdict(list)
        self.supports: dict[str, list[Any]] = defaultdict(list)
        for coding, provision in rows.links[m.Coding.provisions.through]:
            self.provisions[coding].append(rows.tables[m.Provision][provision])
        supports: Any = rows.tables[m.Support].values()
        for support in supports:
            if support.coding_id:
                self.supports[support.coding_id].append(support)
        for found in self.provisions.values():
            found.sort(key=lambda provision: (provision.law_id, provision.id))
        for cited in self.supports.values():
            cited.sort(key=lambda support: support.position)

    def on(self, coding: Any) -> dict[str, Any]:
        return {
            "trigger": _law(self.rows, coding.trigger_id),
            "provisions": [
                _kept(one, ("id", "pinpoint", "law_id")) | {"law": _law(self.rows, one.law_id)}
                for one in self.provisions[coding.id]
            ],
            "evidence": [{"citation": self.citation(one.citation_id)} for one in self.supports[coding.id]],
        }

    def citation(self, key: str) -> dict[str, Any]:
        citation: Any = self.rows.tables[m.Citation][key]
        return _kept(citation, CITATION) | {"source": _kept(self.rows.tables[m.Source][citation.source_id], SOURCE)}

    def laws(self, coding: Any) -> list[str]:
        found = {provision.law_id for provision in self.provisions[coding.id]} | {coding.trigger_id}
        return sorted(law for law in found if law)

    def sources(self, coding: Any) -> list[str]:
        citations: dict[str, Any] = self.rows.tables[m.Citation]
        return sorted({citations[support.citation_id].source_id for support in self.supports[coding.id]})


def _law(rows: Rows, key: str | None) -> dict[str, Any] | None:
    return _kept(rows.tables[m.Law][key], LAW) if key else None


def _kept(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    """The value as JSON has it."""
    if isinstance(value, dt.date | PartialDate):
        return str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def digested(row: Row) -> Row:
    kept = {
        column.name: getattr(row, column.name)
        for column in row._meta.concrete_fields
        if column.name not in {"id", "known_from", "known_to", "digest"}
    }
    row.digest = hashlib.sha256(json.dumps(kept, sort_keys=True, default=str).encode()).hexdigest()
    return row
