"""What each version of the data changed: by version, by record, and by what the record is about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from countries.choices import Theme
from countries.models import (
    Case,
    Change,
    DataVersion,
    Indicator,
    KnownCoding,
    Law,
    LawDate,
    LawRelation,
    Milestone,
    MilestoneLink,
    Provision,
    Statement,
)

from . import common
from .base import After, Before, Contains, Many, Rows
from .facets import Counts
from .recorded import RECORD_TYPES
from .report import ACTIONS
from .since import Updatable
from .vocabulary import Called, Records, Words

# Records that name no jurisdiction themselves, and where theirs are found as long as they stand.
ELSEWHERE: Mapping[str, tuple[type[Model], str]] = {
    "lawdate": (LawDate, "law__jurisdiction"),
    "lawrelation": (LawRelation, "law__jurisdiction"),
    "provision": (Provision, "law__jurisdiction"),
    "case": (Case, "jurisdictions"),
    "milestone": (Milestone, "jurisdictions"),
    "milestonelink": (MilestoneLink, "milestone__jurisdictions"),
    "statement": (Statement, "jurisdictions"),
}
OF_LAWS: Mapping[str, tuple[type[Model], str]] = {
    "law": (Law, "pk"),
    "lawdate": (LawDate, "law"),
    "lawrelation": (LawRelation, "law"),
    "provision": (Provision, "law"),
}
CODED = ("coding", "coding_provisions", "secondcoding", "codingdifference")


class ChangeFilters(Updatable):
    """What each version of the data changed."""

    version = Many(
        "version__version",
        vocabulary=Records(DataVersion, "version"),
        label=_("Version"),
        help_text=_("Versions of the data, separated by commas."),
    )
    action = Many("action", vocabulary=Called(ACTIONS), label=_("Action"), help_text=_("Actions, separated by commas."))
    record_type = Many(
        "record_type",
        vocabulary=RECORD_TYPES,
        label=_("Record type"),
        help_text=_("Types of records, separated by commas."),
    )
    jurisdiction = common.jurisdiction(
        "",
        help_text=_(
            "Codes of jurisdictions that the record belongs to, itself or by its law or case; separated by commas."
        ),
    )
    indicator = common.indicator()
    theme = Many(
        vocabulary=Words(Theme),
        label=_("Theme"),
        help_text=_("Themes of the coding's indicator or of the law, separated by commas."),
    )
    value = Many(
        vocabulary=common.VALUES,
        label=_("Value"),
        help_text=_("Codes of values that a coding came to have or ceased to have, separated by commas."),
    )
    date_after = After(
        "version__loaded_at__date",
        label=_("On or after"),
        help_text=_("Changes published on or after a date."),
    )
    date_before = Before(
        "version__loaded_at__date",
        label=_("On or before"),
        help_text=_("Changes published on or before a date."),
    )
    q = Contains("record_id", in_words=_("ids of records"))

    class Meta:
        model = Change
        fields: list[str] = []

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows = super().filter_queryset(queryset)
        if codes := self.get("jurisdiction"):
            rows = rows.filter(Q(jurisdiction_code__in=codes) | among(ELSEWHERE, codes))
        if indicators := self.get("indicator"):
            rows = rows.filter(of_indicators(indicators))
        if themes := self.get("theme"):
            asked = Indicator.objects.filter(theme__in=themes).values_list("code", flat=True)
            laws = common.themes_of(Law.objects.all(), themes).values("pk")
            rows = rows.filter(of_indicators(list(asked)) | among(OF_LAWS, laws))
        return rows.filter(said(self.get("value"))) if self.get("value") else rows

    def count_jurisdiction(self, rows: Rows) -> Counts:
        """By the jurisdictions of the records, each as often as its filter would find."""
        found = Counter(rows.exclude(jurisdiction_code="").values_list("jurisdiction_code", flat=True))
        for record_type, (model, path) in ELSEWHERE.items():
            places: dict[str, set[str]] = defaultdict(set)
            for key, code in model._default_manager.values_list("pk", path):
                places[str(key)].add(str(code))
            named = rows.filter(record_type=record_type, jurisdiction_code="").values_list("record_id", flat=True)
            for record in named:
                found.update(places.get(record, set()) - {"None"})
        return dict(found)


def among(records: Mapping[str, tuple[type[Model], str]], keys: Any) -> Q:
    """That a change is of a record whose path leads to one of the keys."""
    condition = Q(pk__in=())
    for record_type, (model, path) in records.items():
        rows = model._default_manager.filter(**{f"{path}__in": keys})
        condition |= Q(record_type=record_type, record_id__in=rows.values("pk"))
    return condition


def of_indicators(codes: Collection[str]) -> Q:
    """That a change is of a coding of one of the indicators, or of the codebook's entry itself."""
    condition = Q(record_type="indicator", record_id__in=codes)
    for code in codes:
        condition |= Q(record_type__in=CODED, record_id__contains=f".{code}.")
        condition |= Q(record_type="indicatorvalue", record_id__startswith=f"{code}:")
    return condition


def said(values: Collection[str]) -> Q:
    """That the version of a change made a coding say one of the values, or say it no longer."""
    rows = KnownCoding.objects.filter(coding=OuterRef("record_id"), value__in=values, inherited_from="")
    before = Q(Exists(rows.filter(known_to=OuterRef("version"))))
    since = Q(Exists(rows.filter(known_from=OuterRef("version"))))
    return Q(record_type="coding") & ((since & ~before) | (before & ~since))
