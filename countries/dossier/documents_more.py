"""The codebook, platforms, cases, the report, classifications and second codings, from rows to documents."""

from __future__ import annotations

from countries import models as m

from .documents import Evidence, Plain, by_id, citations, pruned, text


def codebook(edition: str) -> Plain:
    """The codebook's file; its edition is the newest that introduced an indicator."""
    return {
        "edition": edition,
        "absences": _absences(),
        "indicators": [_indicator(row) for row in m.Indicator.objects.order_by("order")],
        "rulesets": [_ruleset(row) for row in m.Ruleset.objects.order_by("order")],
    }


def _absences() -> list[Plain]:
    first = m.Indicator.objects.order_by("order").first()
    rows = m.IndicatorValue.objects.filter(indicator=first, is_absence=True).order_by("order")
    return [
        {
            "code": row.code,
            "label": text(row, "label"),
            "definition": text(row, "definition"),
            "finding": row.is_finding,
        }
        for row in rows
    ]


def _pairs(en: list[str], fr: list[str]) -> list[Plain]:
    return [{"en": left, "fr": right} for left, right in zip(en, fr, strict=True)]


def _indicator(row: m.Indicator) -> Plain:
    values = row.values.filter(is_absence=False).order_by("order")
    return pruned(
        {
            "code": row.code,
            "theme": row.theme,
            "core": row.core or None,
            "name": text(row, "name"),
            "question": text(row, "question"),
            "definition": text(row, "definition"),
            "coding_rules": _pairs(row.coding_rules_en, row.coding_rules_fr),
            "hard_cases": _pairs(row.hard_cases_en, row.hard_cases_fr),
            "introduced": row.introduced,
            "deprecated": row.deprecated,
            "replaced_by": row.replaced_by_id,
            "values": [
                pruned({"code": v.code, "label": text(v, "label"), "definition": text(v, "definition")}) for v in values
            ],
        }
    )


def _ruleset(row: m.Ruleset) -> Plain:
    rules = row.rules.order_by("order")
    return {
        "id": row.id,
        "name": text(row, "name"),
        "description": text(row, "description"),
        "rules": [{"id": rule.code, "condition": text(rule, "condition")} for rule in rules],
    }


def platforms(cited: Evidence) -> Plain:
    """The platforms' file."""
    return {
        "citations": citations("platforms"),
        "platforms": [
            pruned(
                {
                    "id": row.id,
                    "name": row.name,
                    "operator": row.operator,
                    "kind": row.kind,
                    "active_from": row.active_from_partial,
                    "active_to": row.active_to_partial,
                    "note": text(row, "note"),
                    "citations": cited.keys("platform", row.id),
                }
            )
            for row in by_id(m.Platform.objects.all())
        ],
    }


def case(row: m.Case, cited: Evidence) -> Plain:
    """One case's file, its milestones by date."""
    milestones = sorted(row.milestones.all(), key=lambda milestone: (milestone.date, milestone.key))
    return pruned(
        {
            "id": row.id,
            "title": text(row, "title"),
            "summary": text(row, "summary"),
            "platforms": sorted(platform.pk for platform in row.platforms.all()),
            "jurisdictions": sorted(place.pk for place in row.jurisdictions.all()),
            "citations": citations(row.id),
            "milestones": [_milestone(milestone, cited) for milestone in milestones],
        }
    )


def _milestone(row: m.Milestone, cited: Evidence) -> Plain:
    return pruned(
        {
            "id": row.key,
            "date": row.partial,
            "kind": row.kind,
            "title": text(row, "title"),
            "text": text(row, "text"),
            "platforms": sorted(platform.pk for platform in row.platforms.all()),
            "jurisdictions": sorted(place.pk for place in row.jurisdictions.all()),
            "law": row.law_id,
            "citations": cited.keys("milestone", row.id),
            "links": [_link(link, row.case_id, cited) for link in row.links.order_by("position")],
        }
    )


def _link(row: m.MilestoneLink, case_id: str, cited: Evidence) -> Plain:
    return pruned(
        {
            "from_law": row.from_law_id,
            "from_milestone": (row.from_milestone_id or "").removeprefix(f"{case_id}/"),
            "type": row.type,
            "claimed_by": text(row, "claimed_by"),
            "note": text(row, "note"),
            "citations": cited.keys("milestone_link", row.id),
        }
    )


def report(cited: Evidence) -> Plain:
    """The report's statements."""
    rows = m.Statement.objects.select_related("qualification").order_by("number")
    return {"citations": citations("report-2019"), "statements": [_statement(row, cited) for row in rows]}


def _statement(row: m.Statement, cited: Evidence) -> Plain:
    qualification = getattr(row, "qualification", None)
    return pruned(
        {
            "id": row.id,
            "number": row.number,
            "speaker": text(row, "speaker"),
            "text": text(row, "text"),
            "jurisdictions": sorted(place.pk for place in row.jurisdictions.all()),
            "platforms": sorted(platform.pk for platform in row.platforms.all()),
            "laws": sorted(law.pk for law in row.laws.all()),
            "topics": row.topics,
            "citations": cited.keys("statement", row.id),
            "qualification": {
                "text": text(qualification, "text"),
                "citations": cited.keys("qualification", row.id),
            }
            if qualification
            else None,
        }
    )


def classifications(cited: Evidence) -> Plain:
    """The rival schemes and what they say."""
    return pruned(
        {
            "schemes": [_scheme(row) for row in by_id(m.Scheme.objects.all())],
            "citations": citations("classifications"),
            "classifications": [
                {
                    "scheme": row.scheme_id,
                    "jurisdiction": row.jurisdiction_id,
                    "label": row.label_id.partition("/")[2],
                    "date": row.partial,
                    "citations": cited.keys("classification", row.id),
                }
                for row in by_id(m.Classification.objects.all())
            ],
        }
    )


def _scheme(row: m.Scheme) -> Plain:
    return {
        "id": row.id,
        "name": text(row, "name"),
        "note": text(row, "note"),
        "labels": [
            {"id": label.key, "label": text(label, "label"), "family": label.family}
            for label in row.labels.order_by("order")
        ],
    }


def second_coding(code: str, cited: Evidence) -> Plain:
    """The second coding of one jurisdiction."""
    rows = list(m.SecondCoding.objects.filter(jurisdiction=code).order_by("indicator__order", "valid_from"))
    settled = m.CodingDifference.objects.filter(jurisdiction=code).order_by("indicator__order", "on")
    return pruned(
        {
            "jurisdiction": code,
            "coded_on": rows[0].coded_on,
            "codings": [
                pruned(
                    {
                        "indicator": row.indicator_id,
                        "value": row.value_id.partition(":")[2],
                        "valid_from": row.valid_from_partial,
                        "valid_to": row.valid_to_partial,
                        "note": text(row, "note"),
                        "citations": cited.keys("second_coding", row.id),
                    }
                )
                for row in rows
            ],
            "adjudications": [
                {
                    "indicator": row.indicator_id,
                    "on": row.on,
                    "first": row.first_id.partition(":")[2],
                    "second": row.second_id.partition(":")[2],
                    "decision": row.decision,
                    "reason": text(row, "reason"),
                }
                for row in settled
            ],
            "citations": citations(f"{code}.second"),
        }
    )
