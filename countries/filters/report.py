"""What others say, what is cited, and how the data changed."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from countries.choices import Family, SourceKind, StatementTopic
from countries.models import Classification, DataVersion, Scheme, SchemeLabel, Source, Statement

from . import common
from .base import After, AsOf, Before, Contains, Many, Rows, YesNo, holding
from .coded import CodedValues, in_force, value
from .facets import Counts, listed, split, together
from .fields import ANY
from .since import Updatable
from .vocabulary import Records, Spoken, Words, language

ACTIONS = {"created": _("new"), "changed": _("changed"), "removed": _("removed")}
CITING = tuple(f"citations__supports__{path}__jurisdiction" for path in ("coding", "law", "provision__law"))


class StatementFilters(Updatable):
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

    def count_topic(self, rows: Rows) -> Counts:
        return listed(rows, "topics")

    def count_qualified(self, rows: Rows) -> Counts:
        return split(rows, Q(qualification__isnull=False))


class ClassificationFilters(CodedValues, Updatable):
    """How others classify jurisdictions."""

    coded = "jurisdiction__in_force"
    value = value(_("What is in force in the jurisdiction on the day of the classification"))
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

    def when(self) -> Q:
        return in_force(self.coded, F("date"))

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows = super().filter_queryset(queryset)
        return rows.filter(date__lte=self.day) if self.day else rows


class SourceFilters(CodedValues, Updatable):
    """Published things that are cited."""

    coded, absences = "citations__supports__coding", True
    value = value(_("What codings that cite the source say"))
    kind = Many("kind", vocabulary=Words(SourceKind), label=_("Kind"), help_text=_("Kinds, separated by commas."))
    source_lang = Many(
        "lang",
        vocabulary=Spoken(Source, "lang", language),
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

    def when(self) -> Q:
        return Q(citations__supports__coding__published=True)

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows = super().filter_queryset(queryset)
        if codes := self.get("jurisdiction"):
            condition = Q()
            for path in CITING:
                condition |= Q(**{f"{path}__in": codes})
            rows = holding(rows, condition)
        return rows

    def count_jurisdiction(self, rows: Rows) -> Counts:
        return together(rows, *CITING)


class VersionFilters(Updatable):
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
