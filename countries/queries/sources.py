"""A source: each of its citations with the records that rest on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from countries.models import Citation, Source, Support


@dataclass(frozen=True, slots=True)
class Use:
    """A citation and what it supports."""

    citation: Citation
    supports: tuple[Support, ...]


def source_record(source: Source) -> list[Use]:
    """The citations of the source in order, with everything they support (2 queries)."""
    supports = Support.objects.select_related(
        "jurisdiction",
        "passage__jurisdiction",
        "coding__indicator",
        "coding__jurisdiction",
        "coding__value",
        "law",
        "provision__law",
        "platform",
        "milestone__case",
        "milestone_link__milestone__case",
        "statement",
        "qualification__statement",
        "classification__jurisdiction",
        "classification__scheme",
        "second_coding__jurisdiction",
        "second_coding__indicator",
    ).order_by("pk")
    citations = source.citations.prefetch_related(Prefetch("supports", queryset=supports)).order_by("pinpoint", "pk")
    return [Use(citation, tuple(citation.supports.all())) for citation in citations]
