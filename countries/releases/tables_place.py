"""The tables of jurisdictions: what they are, whose law they take, and their profiles."""

from __future__ import annotations

from countries import models as m
from countries.choices import JurisdictionKind, LegalTradition, ReportStatus

from .tables import Column, both_columns, partial_column, reading, table, text_column, whole_column

PLACE = ("jurisdiction", "jurisdictions", "code")

JURISDICTIONS = table(
    "jurisdictions",
    "Countries, their parts and unions",
    lambda: m.Jurisdiction.objects.order_by("code"),
    (
        text_column("code", "ISO 3166-1 alpha-2, ISO 3166-2, or EU", True),
        text_column("iso3", "ISO 3166-1 alpha-3"),
        text_column("numeric", "ISO 3166-1 numeric, UN M49"),
        text_column("kind", "country, subdivision or union", True, among=JurisdictionKind),
        text_column("parent", "the country a subdivision is part of", path="parent_id"),
        *both_columns("name", "name", True),
        Column("aliases", "string", "other names, separated by ;", read=reading("aliases", "")),
        text_column("region", "UN M49 region"),
        text_column("subregion", "UN M49 subregion"),
        text_column("legal_tradition", "civil, common, mixed, religious or customary", among=LegalTradition),
        text_column("report_2019", "whether the 2019 report is known to cover it", among=ReportStatus),
        whole_column("population", "number of inhabitants, where a ruleset needs it"),
        whole_column("population_year", "year of that number"),
    ),
    ("code",),
    (("parent", "jurisdictions", "code"),),
)

MEMBERSHIPS = table(
    "memberships",
    "Which countries take a union’s law, and while",
    lambda: m.Membership.objects.order_by("jurisdiction_id", "union_id", "valid_from"),
    (
        text_column("jurisdiction", "the member", True, "jurisdiction_id"),
        text_column("union", "whose law it takes", True, "union_id"),
        partial_column("valid_from", "first day", True),
        partial_column("valid_to", "first day on which it no longer does"),
    ),
    ("jurisdiction", "union", "valid_from"),
    (PLACE, ("union", "jurisdictions", "code")),
)

PROFILES = table(
    "profiles",
    "The profiles, passage by passage",
    lambda: m.Passage.objects.order_by("jurisdiction_id", "position"),
    (
        text_column("passage", "identifier", True, "id"),
        text_column("jurisdiction", "what it is about", True, "jurisdiction_id"),
        whole_column("position", "its place in the profile, from 0", required=True),
        *both_columns("text", "the passage", True),
    ),
    ("passage",),
    (PLACE,),
)
