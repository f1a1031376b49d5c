"""What the records of a version's changes are called: those that readers know, and those that join them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from countries.models import Change

from .vocabulary import Spoken

NAMES: Mapping[str, object] = {
    "case": _("Cases"),
    "case_jurisdictions": _("Cases and their jurisdictions"),
    "case_platforms": _("Cases and their platforms"),
    "citation": _("Citations"),
    "classification": _("Classifications by others"),
    "coding": _("Codings"),
    "coding_provisions": _("Codings and their provisions"),
    "codingdifference": _("Differences between two codings"),
    "indicator": _("Indicators"),
    "indicatorvalue": _("Values of indicators"),
    "jurisdiction": _("Jurisdictions"),
    "law": _("Laws"),
    "lawdate": _("Dates of laws"),
    "lawrelation": _("Relations between laws"),
    "membership": _("Members of unions"),
    "milestone": _("Milestones"),
    "milestone_jurisdictions": _("Milestones and their jurisdictions"),
    "milestone_platforms": _("Milestones and their platforms"),
    "milestonelink": _("What led to milestones"),
    "page": _("Pages"),
    "passage": _("Passages of profiles"),
    "platform": _("Platforms"),
    "provision": _("Provisions"),
    "qualification": _("Qualifications of statements"),
    "regimespell": _("Periods of regimes"),
    "rule": _("Rules of rulesets"),
    "ruleset": _("Rulesets"),
    "scheme": _("Schemes of others"),
    "schemelabel": _("Labels of schemes"),
    "secondcoding": _("Second codings"),
    "source": _("Sources"),
    "statement": _("Statements"),
    "statement_jurisdictions": _("Statements and their jurisdictions"),
    "statement_laws": _("Statements and their laws"),
    "statement_platforms": _("Statements and their platforms"),
}


def record_type(key: str) -> str:
    """`lawdate` -> Dates of laws; the key itself where it has no name."""
    return str(NAMES.get(key, key))


RECORD_TYPES = Spoken(Change, "record_type", record_type)
