"""Rows of the database -> documents of the data files. The exact inverse of `records`.

Order is fixed, never stored: codings by indicator and start, laws, sources and citations by id, milestones by
date. Only passages, supporting citations and the codebook carry a position.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from countries import evidence
from countries import models as m
from countries.choices import Confidence, Support

Plain = dict[str, Any]


def pruned(values: Plain) -> Plain:
    """Without what is empty: absent keys are not written."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def text(row: Any, name: str) -> Plain:
    """The bilingual text `name` of a row; empty where it has none."""
    return pruned({"en": getattr(row, f"{name}_en"), "fr": getattr(row, f"{name}_fr")})


class Evidence:
    """The citation keys of every record, read once: `keys("coding", id)`."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, str], list[str]] = defaultdict(list)
        columns = [f"{target}_id" for target in m.source.TARGETS]
        for row in m.Support.objects.order_by("position").values("citation__key", *columns):
            for target in m.source.TARGETS:
                if row[f"{target}_id"] is not None:
                    self._keys[target, row[f"{target}_id"]].append(row["citation__key"])

    def keys(self, target: str, id_: str) -> list[str]:
        return self._keys[target, id_]


def citations(file: str) -> Plain:
    """The citations block of a file."""
    rows = m.Citation.objects.filter(file=file).order_by("key")
    return {row.key: _citation(row) for row in sorted(rows, key=lambda row: row.key)}


def _citation(row: m.Citation) -> Plain:
    return pruned(
        {
            "source": row.source_id,
            "pinpoint": row.pinpoint,
            "lang": row.lang,
            "quote": row.quote,
            "translation": text(row, "quote"),
            "seen_on": row.seen_on,
            "seen_as": row.seen_as,
        }
    )


def sources(file: str) -> Plain:
    """One file of sources."""
    return {"sources": [_source(row) for row in by_id(m.Source.objects.filter(file=file))]}


def by_id(rows: Any) -> list[Any]:
    """Rows in code point order of their id, whatever the database's collation."""
    return sorted(rows, key=lambda row: str(row.pk))


def _source(row: m.Source) -> Plain:
    return pruned(
        {
            "id": row.id,
            "kind": row.kind,
            "csl_type": row.csl_type,
            "title": row.title,
            "author": row.author,
            "publisher": row.publisher,
            "issued": row.issued_partial,
            "lang": row.lang,
            "url": row.url,
            "archive_url": row.archive_url,
            "standpoint": text(row, "standpoint"),
        }
    )


def jurisdiction(place: m.Jurisdiction, cited: Evidence) -> Plain:
    """One jurisdiction's file."""
    return pruned(
        {
            "code": place.code,
            "iso3": place.iso3,
            "numeric": place.numeric,
            "kind": place.kind,
            "parent": place.parent_id,
            "memberships": [_membership(row) for row in by_id(place.memberships.all())],
            "region": place.region,
            "subregion": place.subregion,
            "legal_tradition": place.legal_tradition,
            "name": text(place, "name"),
            "aliases": place.aliases,
            "report_2019": pruned({"status": place.report_2019, "citations": cited.keys("jurisdiction", place.code)})
            if place.report_2019
            else None,
            "population": _population(place),
            "profile": [_passage(row, cited) for row in place.passages.order_by("position")],
            "citations": citations(place.code),
            "codings": [_coding(row, cited) for row in _codings(place)],
            "laws": [_law(row, cited) for row in by_id(place.laws.all())],
        }
    )


def _membership(row: m.Membership) -> Plain:
    return pruned({"union": row.union_id, "from": row.valid_from_partial, "to": row.valid_to_partial})


def _population(place: m.Jurisdiction) -> Plain | None:
    if place.population_citation is None:
        return None
    return {
        "count": place.population,
        "year": place.population_year,
        "citations": [place.population_citation.key],
    }


def _passage(row: m.Passage, cited: Evidence) -> Plain:
    return {"text": text(row, "text"), "citations": cited.keys("passage", row.id)}


def _codings(place: m.Jurisdiction) -> Iterable[m.Coding]:
    rows = place.codings.filter(published=True).select_related("indicator").prefetch_related("provisions")
    return rows.order_by("indicator__order", "valid_from")


def _coding(row: m.Coding, cited: Evidence) -> Plain:
    lowered = row.confidence != (evidence.confidence(Support(row.support)) or "")
    return pruned(
        {
            "indicator": row.indicator_id,
            "value": row.value_id.partition(":")[2],
            "valid_from": row.valid_from_partial,
            "valid_from_type": row.valid_from_type if row.valid_from_type != "exact" else None,
            "valid_to": row.valid_to_partial,
            "scope": row.scope,
            "penalty": _penalty(row),
            "note": text(row, "note"),
            "confidence": Confidence(row.confidence).value if lowered else None,
            "confidence_note": text(row, "confidence_note"),
            "verified_on": row.verified_on,
            "provisions": sorted(provision.pk for provision in row.provisions.all()),
            "trigger": row.trigger_id,
            "citations": cited.keys("coding", row.id),
            "searched": text(row, "searched"),
        }
    )


def _penalty(row: m.Coding) -> Plain | None:
    if not row.has_penalty:
        return None
    return pruned(
        {
            "kind": row.penalty_kind,
            "min_months": row.penalty_min_months,
            "max_months": row.penalty_max_months,
            "fine": shortest(row.penalty_fine),
            "currency": row.penalty_currency,
            "year": row.penalty_year,
            "turnover_percent": shortest(row.penalty_turnover_percent),
            "wording": text(row, "penalty_wording"),
        }
    )


def shortest(amount: Any) -> str | None:
    """A decimal without trailing zeros."""
    return None if amount is None else format(amount.normalize(), "f")


IDENTIFIERS = ("eli", "celex", "ecli", "akn", "neutral", "local")
DATES = (
    "introduced",
    "adopted",
    "promulgated",
    "published",
    "in_force",
    "applicable",
    "decided",
    "repealed",
    "failed",
)


def _law(row: m.Law, cited: Evidence) -> Plain:
    dates = {date.kind: date.partial for date in row.dates.all()}
    return pruned(
        {
            "id": row.id,
            "kind": row.kind,
            "status": row.status,
            "title": row.title,
            "lang": row.lang,
            "translation": text(row, "title"),
            "short_name": text(row, "short_name"),
            "citation": row.citation,
            "identifiers": pruned({name: getattr(row, name) for name in IDENTIFIERS}),
            "dates": {kind: dates[kind] for kind in DATES if kind in dates},
            "themes": row.themes,
            "summary": text(row, "summary"),
            "relations": [{"kind": r.kind, "law": r.target_id} for r in by_id(row.relations.all())],
            "citations": cited.keys("law", row.id),
            "provisions": [_provision(provision, cited) for provision in by_id(row.provisions.all())],
        }
    )


def _provision(row: m.Provision, cited: Evidence) -> Plain:
    return pruned(
        {
            "id": row.key,
            "pinpoint": row.pinpoint,
            "heading": text(row, "heading"),
            "lang": row.lang,
            "quote": row.quote,
            "translation": text(row, "quote"),
            "valid_from": row.valid_from_partial,
            "valid_to": row.valid_to_partial,
            "citations": cited.keys("provision", row.id),
        }
    )
