"""Laws, their typed dates and relations, and their provisions."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from countries.choices import LawDateKind, LawKind, LawRelationKind, LawStatus

from .bilingual import Localised, Partial, not_empty, precision_field
from .source import Cited

# The dates that say from when a law holds, the best first; and those with which it ends.
BEGINNINGS = (LawDateKind.IN_FORCE, LawDateKind.APPLICABLE, LawDateKind.DECIDED)
ENDS = (LawDateKind.REPEALED, LawDateKind.FAILED)


class LawQuerySet(models.QuerySet["Law"]):
    def on_platforms(self) -> LawQuerySet:
        """Laws on what platforms answer for."""
        return self.filter(themes__icontains='"platform_liability"')

    def by_value(self) -> dict[str, int]:
        """How many of them each published value rests on (1 query)."""
        resting = Law.objects.filter(pk__in=self.values("pk"), provisions__codings__published=True).order_by()
        counted = resting.values_list("provisions__codings__value").annotate(number=Count("pk", distinct=True))
        return dict(counted)

    def on(self, day: dt.date) -> LawQuerySet:
        """Those in force on the day as far as their dates are known: neither still to come nor over, and no bills."""

        def first(*kinds: LawDateKind) -> Subquery:
            dates = LawDate.objects.filter(law=OuterRef("pk"))
            dates = dates.filter(kind__in=kinds) if kinds else dates
            return Subquery(dates.order_by("date").values("date")[:1])

        begun = Coalesce(*(first(kind) for kind in BEGINNINGS), first())
        rows = self.annotate(begun=begun, ended=first(*ENDS)).exclude(status__in=[LawStatus.BILL, LawStatus.FAILED])
        return rows.filter(Q(begun__isnull=True) | Q(begun__lte=day), Q(ended__isnull=True) | Q(ended__gt=day))


class Law(Cited):
    """A statute, code, decision, treaty or bill, cited the way its own lawyers cite it."""

    id = models.CharField(primary_key=True, max_length=120)
    jurisdiction = models.ForeignKey("Jurisdiction", models.CASCADE, related_name="laws")
    kind = models.CharField(max_length=16, choices=LawKind.choices)
    status = models.CharField(max_length=12, choices=LawStatus.choices)
    title = models.TextField()
    lang = models.CharField(max_length=20)
    title_en = models.TextField(blank=True, default="")
    title_fr = models.TextField(blank=True, default="")
    short_name_en = models.CharField(max_length=160, blank=True, default="")
    short_name_fr = models.CharField(max_length=160, blank=True, default="")
    citation = models.TextField()
    eli = models.CharField(max_length=300, blank=True, default="")
    celex = models.CharField(max_length=60, blank=True, default="")
    ecli = models.CharField(max_length=120, blank=True, default="")
    akn = models.CharField(max_length=300, blank=True, default="")
    neutral = models.CharField(max_length=120, blank=True, default="")
    local = models.CharField(max_length=160, blank=True, default="")
    themes = models.JSONField(default=list)
    summary_en = models.TextField()
    summary_fr = models.TextField()

    objects = LawQuerySet.as_manager()
    summary = Localised("summary")
    translated_title = Localised("title")
    short_name = Localised("short_name")

    class Meta:
        ordering = ["jurisdiction_id", "id"]

    def __str__(self) -> str:
        return self.citation

    @property
    def label(self) -> str:
        """The short name where there is one, else the citation."""
        return self.short_name or self.citation


class LawDate(models.Model):
    """One dated step in the life of a law."""

    id = models.CharField(primary_key=True, max_length=140)
    law = models.ForeignKey(Law, models.CASCADE, related_name="dates")
    kind = models.CharField(max_length=12, choices=LawDateKind.choices)
    date = models.DateField()
    date_precision = precision_field()

    partial = Partial("date")

    class Meta:
        ordering = ["law_id", "date", "kind"]
        constraints = [models.UniqueConstraint(fields=["law", "kind"], name="lawdate_kind_once_a_law")]

    def __str__(self) -> str:
        return self.id


class LawRelation(models.Model):
    """That one law amends, repeals, implements, ... another."""

    id = models.CharField(primary_key=True, max_length=260)
    law = models.ForeignKey(Law, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=12, choices=LawRelationKind.choices)
    target = models.ForeignKey(Law, models.CASCADE, related_name="relations_from")

    class Meta:
        ordering = ["law_id", "kind", "target_id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(law=models.F("target")), name="lawrelation_not_with_itself"),
        ]

    def __str__(self) -> str:
        return self.id


class Provision(Cited):
    """An article or section of a law, with a short quotation in its own language."""

    id = models.CharField(primary_key=True, max_length=200)
    law = models.ForeignKey(Law, models.CASCADE, related_name="provisions")
    key = models.CharField(max_length=80)
    pinpoint = models.CharField(max_length=160)
    heading_en = models.TextField(blank=True, default="")
    heading_fr = models.TextField(blank=True, default="")
    lang = models.CharField(max_length=20, blank=True, default="")
    quote = models.CharField(max_length=300, blank=True, default="")
    quote_en = models.TextField(blank=True, default="")
    quote_fr = models.TextField(blank=True, default="")
    valid_from = models.DateField(null=True, blank=True)
    valid_from_precision = precision_field()
    valid_to = models.DateField(null=True, blank=True)
    valid_to_precision = precision_field()

    heading = Localised("heading")
    translation = Localised("quote")
    valid_from_partial = Partial("valid_from")
    valid_to_partial = Partial("valid_to")

    class Meta:
        ordering = ["law_id", "id"]
        constraints = [not_empty("provision")]

    def __str__(self) -> str:
        return f"{self.law_id}, {self.pinpoint}"
