"""What others say, what is cited, and how the data changed."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from countries.choices import Family, SourceKind, StatementTopic
from countries.models import Change, Classification, DataVersion, Scheme, SchemeLabel, Source, Statement

from . import common
from .base import After, AsOf, Before, Contains, Many, Rows, StrictFilterSet, YesNo, holding
from .fields import ANY
from .vocabulary import Keys, Records, Words

ACTIONS = ("created", "changed", "removed")


class StatementFilters(StrictFilterSet):
    """The 2019 report's statements."""

    jurisdiction = common.jurisdiction("jurisdictions", many=True)
    platform = common.platform("platforms")
    law = common.law("laws", many=True)
    topic = Many(vocabulary=Words(StatementTopic), label=_("Topic"), help_text=_("Topics, separated by commas."))
    qualified = YesNo(label=_("Qualified"), help_text=_("Whether the record adds to the statement or corrects it."))
    q = Contains("text_en", "text_fr", "speaker_en", "speaker_fr", in_words=_("texts and speakers"))

    class Meta:
        model = Statement
        fields: list[str] = []

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows = common.themes_of(super().filter_queryset(queryset), self.get("topic"), "topics")
        if self.get("qualified") is not None:
            rows = rows.filter(qualification__isnull=not self.get("qualified"))
        return rows


class ClassificationFilters(StrictFilterSet):
    """How others classify jurisdictions."""

    scheme = Many(
        "scheme",
        vocabulary=Records(Scheme, label=lambda row: row.name),
        label=_("Scheme"),
        help_text=_("Ids of schemes, separated by commas."),
    )
    jurisdiction = common.jurisdiction("jurisdiction")
    label = Many(
        "label__key",
        vocabulary=Records(SchemeLabel, "key", label=lambda row: row.label),
        label=_("Label"),
        help_text=_("The schemes' own labels, separated by commas."),
    )
    family = Many(
        "label__family",
        vocabulary=Words(Family),
        label=_("Family"),
        help_text=_("The families of ours that the labels come nearest to, separated by commas."),
    )
    as_of = AsOf(
        default=ANY,
        help_text=_("What had been said by the end of a day: YYYY-MM-DD; “any”, everything, if not given."),
    )
    date_after = After("date", label=_("On or after"), help_text=_("Made on or after a date."))
    date_before = Before("date", label=_("On or before"), help_text=_("Made on or before a date."))

    class Meta:
        model = Classification
        fields: list[str] = []

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows = super().filter_queryset(queryset)
        return rows.filter(date__lte=self.day) if self.day else rows


class SourceFilters(StrictFilterSet):
    """Published things that are cited."""

    kind = Many("kind", vocabulary=Words(SourceKind), label=_("Kind"), help_text=_("Kinds, separated by commas."))
    source_lang = Many(
        "lang",
        vocabulary=Records(Source, "lang"),
        label=_("Language"),
        help_text=_("Languages of the sources (BCP 47), separated by commas."),
    )
    jurisdiction = common.jurisdiction(
        "", help_text=_("Codes of jurisdictions whose codings or laws cite the source, separated by commas.")
    )
    issued_after = After("issued", label=_("Issued on or after"), help_text=_("Issued on or after a date."))
    issued_before = Before("issued", label=_("Issued on or before"), help_text=_("Issued on or before a date."))
    q = Contains("id", "title", "publisher", in_words=_("ids, titles and publishers"))

    class Meta:
        model = Source
        fields: list[str] = []

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows = super().filter_queryset(queryset)
        if codes := self.get("jurisdiction"):
            support = "citations__supports"
            rows = holding(
                rows,
                Q(**{f"{support}__coding__jurisdiction__in": codes})
                | Q(**{f"{support}__law__jurisdiction__in": codes})
                | Q(**{f"{support}__provision__law__jurisdiction__in": codes}),
            )
        return rows


class ChangeFilters(StrictFilterSet):
    """What each version of the data changed."""

    version = Many(
        "version__version",
        vocabulary=Records(DataVersion, "version"),
        label=_("Version"),
        help_text=_("Versions of the data, separated by commas."),
    )
    action = Many("action", vocabulary=Keys(*ACTIONS), label=_("Action"), help_text=_("Actions, separated by commas."))
    record_type = Many(
        "record_type",
        vocabulary=Records(Change, "record_type"),
        label=_("Record type"),
        help_text=_("Types of records, separated by commas."),
    )
    jurisdiction = common.jurisdiction("jurisdiction_code")
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


class VersionFilters(StrictFilterSet):
    """The versions of the data."""

    version = Many(
        "version",
        vocabulary=Records(DataVersion, "version"),
        label=_("Version"),
        help_text=_("Versions of the data, separated by commas."),
    )
    date_after = After("loaded_at__date", label=_("On or after"), help_text=_("Versions loaded on or after a date."))
    date_before = Before(
        "loaded_at__date", label=_("On or before"), help_text=_("Versions loaded on or before a date.")
    )

    class Meta:
        model = DataVersion
        fields: list[str] = []
