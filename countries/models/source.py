"""Sources, citations (what was read in them) and what each citation supports."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from countries.choices import CslType, SeenAs, SourceKind

from .bilingual import Localised, Partial, precision_field

models.CharField.register_lookup(Length)
models.TextField.register_lookup(Length)


class SourceQuerySet(models.QuerySet["Source"]):
    def with_use(self) -> SourceQuerySet:
        """Each with `citation_count`, the number of its citations."""
        return self.annotate(citation_count=models.Count("citations"))


class Source(models.Model):
    """A published thing that can be cited. Maps one to one onto a CSL-JSON item."""

    id = models.CharField(primary_key=True, max_length=120)
    file = models.CharField(max_length=80)
    kind = models.CharField(max_length=16, choices=SourceKind.choices)
    csl_type = models.CharField(max_length=24, choices=CslType.choices)
    title = models.TextField()
    author = models.JSONField(default=list, blank=True)
    publisher = models.TextField(blank=True, default="")
    issued = models.DateField(null=True, blank=True)
    issued_precision = precision_field()
    lang = models.CharField(max_length=20)
    url = models.URLField(max_length=600, blank=True, default="")
    archive_url = models.URLField(max_length=600, blank=True, default="")
    standpoint_en = models.TextField(blank=True, default="")
    standpoint_fr = models.TextField(blank=True, default="")

    objects = SourceQuerySet.as_manager()
    standpoint = Localised("standpoint")
    issued_partial = Partial("issued")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_primary(self) -> bool:
        """Whether it is the law or a judgment itself."""
        return self.kind in {SourceKind.PRIMARY_LAW, SourceKind.COURT}


class Citation(models.Model):
    """What was read, where, when and how. `id` is `<file>:<key>`; the quotation has at most 300 characters."""

    id = models.CharField(primary_key=True, max_length=180)
    file = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    pinpoint = models.TextField(blank=True, default="")
    lang = models.CharField(max_length=20)
    quote = models.CharField(max_length=300)
    quote_en = models.TextField(blank=True, default="")
    quote_fr = models.TextField(blank=True, default="")
    seen_on = models.DateField()
    seen_as = models.CharField(max_length=12, choices=SeenAs.choices)

    translation = Localised("quote")

    class Meta:
        ordering = ["file", "key"]
        constraints = [
            models.UniqueConstraint(fields=["file", "key"], name="citation_key_once_a_file"),
            models.CheckConstraint(condition=Q(quote__length__gt=0), name="citation_has_a_quotation"),
            models.CheckConstraint(condition=Q(quote__length__lte=300), name="citation_quotation_is_short"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id}, {self.pinpoint}" if self.pinpoint else self.source_id


class Cited(models.Model):
    """A record that exists only with a citation; `supports` holds all of them, the leading one first."""

    lead_citation = models.ForeignKey(Citation, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


TARGETS = (
    "jurisdiction",
    "passage",
    "coding",
    "law",
    "provision",
    "platform",
    "milestone",
    "milestone_link",
    "statement",
    "qualification",
    "classification",
    "second_coding",
)


def exactly_one_target() -> Q:
    """One of TARGETS is set and the others are null."""
    condition = Q()
    for target in TARGETS:
        condition |= Q(**{f"{name}__isnull": name != target for name in TARGETS})
    return condition


class Support(models.Model):
    """That a citation supports a record. Exactly one target; `position` 0 is the leading citation."""

    citation = models.ForeignKey(Citation, models.CASCADE, related_name="supports")
    position = models.PositiveSmallIntegerField()
    jurisdiction = models.ForeignKey("Jurisdiction", models.CASCADE, related_name="supports", null=True)
    passage = models.ForeignKey("Passage", models.CASCADE, related_name="supports", null=True)
    coding = models.ForeignKey("Coding", models.CASCADE, related_name="supports", null=True)
    law = models.ForeignKey("Law", models.CASCADE, related_name="supports", null=True)
    provision = models.ForeignKey("Provision", models.CASCADE, related_name="supports", null=True)
    platform = models.ForeignKey("Platform", models.CASCADE, related_name="supports", null=True)
    milestone = models.ForeignKey("Milestone", models.CASCADE, related_name="supports", null=True)
    milestone_link = models.ForeignKey("MilestoneLink", models.CASCADE, related_name="supports", null=True)
    statement = models.ForeignKey("Statement", models.CASCADE, related_name="supports", null=True)
    qualification = models.ForeignKey("Qualification", models.CASCADE, related_name="supports", null=True)
    classification = models.ForeignKey("Classification", models.CASCADE, related_name="supports", null=True)
    second_coding = models.ForeignKey("SecondCoding", models.CASCADE, related_name="supports", null=True)

    id = models.CharField(primary_key=True, max_length=400)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one_target(),
                name="support_has_exactly_one_target",
                violation_error_message="A citation supports exactly one record at a time.",
            )
        ]

    def __str__(self) -> str:
        return self.id
