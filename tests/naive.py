"""What each list should hold, said once more and plainly: a loop over the rows in memory, no query, no cleverness.

`kept(name, asked)` gives the keys of the rows of a list that a query string (`asked`: parameter -> its text) leaves.
The base is read once, with all that hangs on each row; `forget()` says that it is another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.utils import timezone

from countries import models as m
from countries.dates import PartialDate
from countries.models.law import BEGINNINGS, ENDS

Asked = dict[str, str]
Keep = Callable[[Any, Asked], bool]
CODED = list[tuple[str, str, bool]]


# Reading


def words(asked: Asked, name: str) -> list[str]:
    return asked[name].split(",") if name in asked else []


def among(asked: Asked, name: str, *values: object) -> bool:
    """Whether the parameter is not given, or one of the values is among its words."""
    return name not in asked or bool(set(words(asked, name)) & {str(value) for value in values})


def yes_no(asked: Asked, name: str, value: bool) -> bool:
    return name not in asked or (asked[name] == "true") == value


def day_of(asked: Asked, default: dt.date | None) -> dt.date | None:
    word = asked.get("as_of")
    return default if word is None else None if word == "any" else dt.date.fromisoformat(word)


def today() -> dt.date:
    return timezone.localdate()


def within(asked: Asked, before: str, after: str, date: dt.date | None) -> bool:
    """Whether the date lies between two partial bounds; a date that is not known lies nowhere."""
    if (before in asked or after in asked) and date is None:
        return False
    return not (
        (before in asked and date > PartialDate.parse(asked[before]).last)  # type: ignore[operator]
        or (after in asked and date < PartialDate.parse(asked[after]).first)  # type: ignore[operator]
    )


def contains(asked: Asked, *texts: str) -> bool:
    return "q" not in asked or any(asked["q"].lower() in text.lower() for text in texts)


def holds(row: Any, day: dt.date) -> bool:
    return bool(row.start <= day and (row.end is None or day < row.end))


# The base

HANGING: dict[Any, tuple[str, ...]] = {
    m.Jurisdiction: ("spells", "milestones__platforms", "cases"),
    m.RegimeSpell: ("jurisdiction__spells",),
    m.CodingInForce: ("jurisdiction", "indicator", "value", "coding__provisions", "coding__supports__citation"),
    m.Law: ("jurisdiction", "dates", "relations", "provisions__codings__value"),
    m.Provision: ("law", "codings__value"),
    m.Platform: ("milestones__jurisdictions", "cases"),
    m.Case: ("milestones", "platforms", "jurisdictions"),
    m.Milestone: ("case", "platforms", "jurisdictions", "links"),
    m.Statement: ("jurisdictions", "platforms", "laws", "qualification"),
    m.Classification: ("label",),
    m.Source: tuple(f"citations__supports__{one}" for one in ("coding__value", "law", "provision__law")),
    m.Change: ("version",),
}


@cache
def rows(model: Any) -> list[Any]:
    return list(model.objects.prefetch_related(*HANGING.get(model, ())))


def forget() -> None:
    rows.cache_clear()
    in_force.cache_clear()


# What is coded


@cache
def in_force(place: str) -> list[Any]:
    return [row for row in rows(m.CodingInForce) if row.jurisdiction_id == place]


def as_coded(rows: Iterable[Any]) -> CODED:
    return [(row.indicator_id, row.value.code, row.value.is_absence) for row in rows]


def coded(asked: Asked, found: CODED, *, absences: bool = False) -> bool:
    """Whether each pair's indicator has one of its values, and the plain values or indicators are there too."""
    pairs: dict[str, set[str]] = {}
    for word in words(asked, "value"):
        if ":" in word:
            pairs.setdefault(word.split(":")[0], set()).add(word.split(":")[1])
    plain = {word for word in words(asked, "value") if ":" not in word}
    for indicator, values in pairs.items():
        if not any(name == indicator and value in values for name, value, _ in found):
            return False
    if not plain and "indicator" not in asked:
        return True
    return any(
        among(asked, "indicator", name) and (value in plain if plain else absences or not absence)
        for name, value, absence in found
    )


def resting(codings: Iterable[Any]) -> CODED:
    return as_coded(coding for coding in codings if coding.published)


def coded_on(asked: Asked, places: Iterable[str], day: dt.date) -> bool:
    """Each condition may hold in another of the places."""
    return coded(asked, as_coded(row for place in places for row in in_force(place) if holds(row, day)))


# The lists


def place(row: m.Jurisdiction, asked: Asked) -> bool:
    return (
        among(asked, "kind", row.kind)
        and among(asked, "region", row.region)
        and among(asked, "subregion", row.subregion)
    )


def jurisdiction(row: m.Jurisdiction, asked: Asked) -> bool:
    day = day_of(asked, today())
    assert day is not None
    ruleset = asked.get("ruleset", "kb-1")
    spells = [spell for spell in row.spells.all() if spell.ruleset_id == ruleset and holds(spell, day)]
    under = any(among(asked, "family", spell.family) and among(asked, "model", spell.model) for spell in spells)
    return (
        place(row, asked)
        and among(asked, "jurisdiction", row.code)
        and among(asked, "parent", row.parent_id)
        and among(asked, "legal_tradition", row.legal_tradition)
        and among(asked, "report_2019", row.report_2019)
        and (under or not {"family", "model"} & set(asked))
        and coded_on(asked, [row.code], day)
        and among(asked, "platform", *(p.pk for step in row.milestones.all() for p in step.platforms.all()))
        and among(asked, "case", *(case.pk for case in row.cases.all()))
        and contains(asked, row.code, row.iso3, row.name_en, row.name_fr)
    )


def spell(row: m.RegimeSpell, asked: Asked, default: dt.date | None = None) -> bool:
    day = day_of(asked, default)
    end = row.end or dt.date.max
    held = [c for c in in_force(row.jurisdiction_id) if c.start < end and (c.end is None or c.end > row.start)]
    return (
        place(row.jurisdiction, asked)
        and among(asked, "jurisdiction", row.jurisdiction_id)
        and (day is None or holds(row, day))
        and row.ruleset_id == asked.get("ruleset", "kb-1")
        and among(asked, "family", row.family)
        and among(asked, "model", row.model)
        and among(asked, "law", row.trigger_id)
        and within(asked, "start_before", "start_after", row.start)
        and coded(asked, as_coded(c for c in held if day is None or holds(c, day)))
    )


def regime(row: m.RegimeSpell, asked: Asked) -> bool:
    return spell(row, asked, today())


def transition(row: m.RegimeSpell, asked: Asked) -> bool:
    day = day_of(asked, None)
    before = next(
        (one for one in row.jurisdiction.spells.all() if one.ruleset_id == row.ruleset_id and one.end == row.start),
        None,
    )
    return (
        before is not None
        and before.model != row.model
        and row.start > dt.date(1999, 1, 1)
        and place(row.jurisdiction, asked)
        and among(asked, "jurisdiction", row.jurisdiction_id)
        and row.ruleset_id == asked.get("ruleset", "kb-1")
        and among(asked, "from_family", before.family)
        and among(asked, "from_model", before.model)
        and among(asked, "to_family", row.family)
        and among(asked, "to_model", row.model)
        and among(asked, "law", row.trigger_id)
        and (day is None or row.start <= day)
        and within(asked, "date_before", "date_after", row.start)
        and coded_on(asked, [row.jurisdiction_id], row.start)
    )


def indicator(row: m.Indicator, asked: Asked) -> bool:
    return (
        among(asked, "indicator", row.code)
        and among(asked, "theme", row.theme)
        and yes_no(asked, "core", row.core)
        and contains(asked, row.code, row.name_en, row.name_fr, row.question_en, row.question_fr)
    )


def coding(row: m.CodingInForce, asked: Asked) -> bool:
    day, made = day_of(asked, today()), row.coding
    laws = [*(provision.law_id for provision in made.provisions.all()), made.trigger_id]
    return (
        place(row.jurisdiction, asked)
        and among(asked, "jurisdiction", row.jurisdiction_id)
        and (day is None or holds(row, day))
        and among(asked, "indicator", row.indicator_id)
        and among(asked, "value", row.value.code, row.value_id)
        and among(asked, "theme", row.indicator.theme)
        and yes_no(asked, "core", row.indicator.core)
        and yes_no(asked, "finding", row.value.is_finding)
        and yes_no(asked, "inherited", row.inherited_from_id is not None)
        and among(asked, "scope", made.scope)
        and among(asked, "support", made.support)
        and among(asked, "confidence", made.confidence)
        and within(asked, "verified_before", "verified_after", made.verified_on)
        and among(asked, "law", *laws)
        and among(asked, "source", *(support.citation.source_id for support in made.supports.all()))
    )


def law_on(row: m.Law, day: dt.date) -> bool:
    dates = {date.kind: date.date for date in row.dates.all()}
    begun = next((dates[kind] for kind in BEGINNINGS if kind in dates), min(dates.values(), default=None))
    ended = min((dates[kind] for kind in ENDS if kind in dates), default=None)
    return row.status not in {"bill", "failed"} and (begun is None or begun <= day) and (ended is None or ended > day)


def law(row: m.Law, asked: Asked) -> bool:
    day = day_of(asked, None)
    dated = {"date_kind", "date_before", "date_after"} & set(asked)
    return (
        place(row.jurisdiction, {**asked, "kind": row.jurisdiction.kind})
        and among(asked, "law", row.pk)
        and among(asked, "jurisdiction", row.jurisdiction_id)
        and among(asked, "kind", row.kind)
        and among(asked, "status", row.status)
        and among(asked, "theme", *row.themes)
        and (day is None or law_on(row, day))
        and (
            not dated
            or any(
                among(asked, "date_kind", date.kind) and within(asked, "date_before", "date_after", date.date)
                for date in row.dates.all()
            )
        )
        and coded(asked, resting(c for p in row.provisions.all() for c in p.codings.all()), absences=True)
        and contains(
            asked, row.pk, row.title, row.title_en, row.title_fr, row.short_name_en, row.short_name_fr, row.citation
        )
    )


def provision(row: m.Provision, asked: Asked) -> bool:
    day = day_of(asked, None)
    return (
        among(asked, "law", row.law_id)
        and among(asked, "jurisdiction", row.law.jurisdiction_id)
        and among(asked, "theme", *row.law.themes)
        and (
            day is None
            or ((row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or row.valid_to > day))
        )
        and coded(asked, resting(row.codings.all()), absences=True)
        and contains(asked, row.pinpoint, row.heading_en, row.heading_fr, row.quote, row.law.citation)
    )


def platform(row: m.Platform, asked: Asked) -> bool:
    day = day_of(asked, None)
    return (
        among(asked, "platform", row.pk)
        and among(asked, "kind", row.kind)
        and among(asked, "jurisdiction", *(p.pk for step in row.milestones.all() for p in step.jurisdictions.all()))
        and among(asked, "case", *(case.pk for case in row.cases.all()))
        and (
            day is None
            or ((row.active_from is None or row.active_from <= day) and (row.active_to is None or row.active_to > day))
        )
        and contains(asked, row.name, row.operator)
    )


def case(row: m.Case, asked: Asked) -> bool:
    """Kind and dates may be met by different milestones."""
    steps = list(row.milestones.all())
    return (
        among(asked, "case", row.pk)
        and among(asked, "platform", *(p.pk for p in row.platforms.all()))
        and among(asked, "jurisdiction", *(p.pk for p in row.jurisdictions.all()))
        and among(asked, "kind", *(step.kind for step in steps))
        and all(
            name not in asked or any(within({name: asked[name]}, "date_before", "date_after", s.date) for s in steps)
            for name in ("date_before", "date_after")
        )
        and contains(asked, row.pk, row.title_en, row.title_fr)
    )


def milestone(row: m.Milestone, asked: Asked) -> bool:
    day, places, links = day_of(asked, None), list(row.jurisdictions.all()), list(row.links.all())
    return (
        among(asked, "case", row.case_id)
        and among(asked, "platform", *(p.pk for p in row.platforms.all()))
        and among(asked, "jurisdiction", *(p.pk for p in places))
        and among(asked, "region", *(p.region for p in places))
        and among(asked, "subregion", *(p.subregion for p in places))
        and among(asked, "kind", row.kind)
        and among(asked, "law", row.law_id, *(link.from_law_id for link in links))
        and among(asked, "link", *(link.type for link in links))
        and (day is None or row.date <= day)
        and within(asked, "date_before", "date_after", row.date)
        and coded_on(asked, [p.pk for p in places], row.date)
        and contains(asked, row.title_en, row.title_fr, row.case.title_en, row.case.title_fr)
    )


def statement(row: m.Statement, asked: Asked) -> bool:
    return (
        among(asked, "jurisdiction", *(p.pk for p in row.jurisdictions.all()))
        and among(asked, "platform", *(p.pk for p in row.platforms.all()))
        and among(asked, "law", *(one.pk for one in row.laws.all()))
        and among(asked, "topic", *row.topics)
        and yes_no(asked, "qualified", hasattr(row, "qualification"))
        and contains(asked, row.text_en, row.text_fr, row.speaker_en, row.speaker_fr)
    )


def classification(row: m.Classification, asked: Asked) -> bool:
    day = day_of(asked, None)
    return (
        among(asked, "scheme", row.scheme_id)
        and among(asked, "jurisdiction", row.jurisdiction_id)
        and among(asked, "label", row.label.key)
        and among(asked, "family", row.label.family)
        and (day is None or row.date <= day)
        and within(asked, "date_before", "date_after", row.date)
        and coded_on(asked, [row.jurisdiction_id], row.date)
    )


def source(row: m.Source, asked: Asked) -> bool:
    supports = [support for citation in row.citations.all() for support in citation.supports.all()]
    codings = [support.coding for support in supports if support.coding]
    places = [made.jurisdiction_id for made in codings]
    places += [support.law.jurisdiction_id for support in supports if support.law]
    places += [support.provision.law.jurisdiction_id for support in supports if support.provision]
    return (
        among(asked, "kind", row.kind)
        and among(asked, "source_lang", row.lang)
        and among(asked, "jurisdiction", *places)
        and within(asked, "issued_before", "issued_after", row.issued)
        and coded(asked, resting(codings), absences=True)
        and contains(asked, row.pk, row.title, row.publisher)
    )


ABOUT_CODINGS = {"coding", "coding_provisions", "secondcoding", "codingdifference"}


def of_indicators(row: m.Change, codes: Iterable[str]) -> bool:
    """Whether the change is of a coding of one of the indicators, or of the codebook's entry itself."""
    return any(
        (row.record_type == "indicator" and row.record_id == code)
        or (row.record_type == "indicatorvalue" and row.record_id.startswith(f"{code}:"))
        or (row.record_type in ABOUT_CODINGS and f".{code}." in row.record_id)
        for code in codes
    )


def of_themes(row: m.Change, themes: list[str]) -> bool:
    """Whether the change is of what is about one of the themes: an indicator, or a law with all that is its own."""
    laws = [law for law in rows(m.Law) if set(law.themes) & set(themes)]
    owned = {
        "law": [law.pk for law in laws],
        "lawdate": [one.pk for law in laws for one in law.dates.all()],
        "lawrelation": [one.pk for law in laws for one in law.relations.all()],
        "provision": [one.pk for law in laws for one in law.provisions.all()],
    }
    codes = [one.pk for one in rows(m.Indicator) if one.theme in themes]
    return of_indicators(row, codes) or row.record_id in owned.get(row.record_type, [])


def says(row: m.Change, values: list[str]) -> bool:
    """Whether the version of the change made a coding say one of the values, or say it no longer."""
    own = [one for one in rows(m.KnownCoding) if one.coding == row.record_id and not one.inherited_from]
    mine = [one for one in own if one.value in values]
    before = any(one.known_to == row.version_id for one in mine)
    since = any(one.known_from == row.version_id for one in mine)
    return row.record_type == "coding" and before != since


def change(row: m.Change, asked: Asked) -> bool:
    return (
        ("indicator" not in asked or of_indicators(row, words(asked, "indicator")))
        and ("theme" not in asked or of_themes(row, words(asked, "theme")))
        and ("value" not in asked or says(row, words(asked, "value")))
        and among_changes(row, asked)
    )


def among_changes(row: m.Change, asked: Asked) -> bool:
    return (
        among(asked, "version", row.version.version)
        and among(asked, "action", row.action)
        and among(asked, "record_type", row.record_type)
        and among(asked, "jurisdiction", row.jurisdiction_code)
        and within(asked, "date_before", "date_after", row.version.loaded_at.date())
        and contains(asked, row.record_id)
    )


def version(row: m.DataVersion, asked: Asked) -> bool:
    return among(asked, "version", row.version) and within(asked, "date_before", "date_after", row.loaded_at.date())


LISTS: dict[str, tuple[Any, Keep]] = {
    "jurisdictions": (m.Jurisdiction, jurisdiction),
    "regimes": (m.RegimeSpell, regime),
    "spells": (m.RegimeSpell, spell),
    "transitions": (m.RegimeSpell, transition),
    "indicators": (m.Indicator, indicator),
    "codings": (m.CodingInForce, coding),
    "laws": (m.Law, law),
    "provisions": (m.Provision, provision),
    "platforms": (m.Platform, platform),
    "cases": (m.Case, case),
    "milestones": (m.Milestone, milestone),
    "statements": (m.Statement, statement),
    "classifications": (m.Classification, classification),
    "sources": (m.Source, source),
    "changes": (m.Change, change),
    "versions": (m.DataVersion, version),
}


def key_of(row: Any) -> str:
    """What tells a row apart: its own key, or of a change, which has none, what it says."""
    if isinstance(row, m.Change):
        return f"{row.version.version} {row.action} {row.record_type} {row.record_id}"
    return row.version if isinstance(row, m.DataVersion) else str(row.pk)


SENT = {
    "jurisdictions": ("code",),
    "indicators": ("code",),
    "codings": ("jurisdiction", "indicator", "start"),
    "changes": ("version", "action", "record_type", "record_id"),
    "versions": ("version",),
}


def sent_members(name: str) -> tuple[str, ...]:
    """The members of a record that tell it apart in the API."""
    return SENT.get(name, ("id",))


def sent_key(name: str, sent: dict[str, Any]) -> str:
    """The same of a record as the API sends it."""
    return (" " if name == "changes" else ".").join(sent[member] for member in sent_members(name))


def kept(name: str, asked: Asked) -> list[str]:
    """The keys of the rows of the list that the query string leaves, sorted."""
    model, keep = LISTS[name]
    return sorted(key_of(row) for row in rows(model) if keep(row, asked))
