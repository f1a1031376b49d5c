"""The lists, and the endpoints of their records."""

from __future__ import annotations

from countries import filters
from countries import models as m

from .. import serializers
from ..serializers import includes
from . import needs as n
from .base import DetailEndpoint, Shape
from .files import FileEndpoint
from .known import KeptEndpoint, KnownCodings, KnownRegimes, KnownSpells
from .needs import evidence
from .outlines import OutlinedEndpoint


class Jurisdictions(DetailEndpoint, OutlinedEndpoint):
    """Countries, their parts, and unions whose law they take; each with its profile at its own address."""

    queryset = m.Jurisdiction.objects.all()
    record = serializers.JurisdictionRecord
    detail_record = serializers.JurisdictionProfileRecord
    filterset_class = filters.JurisdictionFilters
    ordering_fields = {
        "code": "code",
        "name_en": "name_en",
        "name_fr": "name_fr",
        "region": "region",
        "subregion": "subregion",
    }
    default_ordering = ["code"]
    needs = {"memberships": ["memberships"]}
    included = includes.JurisdictionIncludes
    include_needs = {
        "parent": ["parent__memberships"],
        "parts": ["parts__memberships"],
        "spells": ["spells"],
    }
    detail_needs = {"profile": ["passages", evidence("passages")]}


class Regimes(KeptEndpoint):
    """The regime of each jurisdiction on a day, derived from its codings by a published ruleset."""

    then = KnownRegimes
    queryset = m.RegimeSpell.objects.all()
    record = serializers.SpellRecord
    filterset_class = filters.RegimeFilters
    ordering_fields = {
        "jurisdiction": "jurisdiction_id",
        "family": "family",
        "model": "model",
        "start": "start",
        "end": "end",
    }
    default_ordering = ["jurisdiction_id", "start"]
    included = includes.SpellIncludes
    include_needs = {
        "jurisdiction": ["jurisdiction__memberships"],
        "trigger": n.law("trigger"),
        "inputs": [n.held("jurisdiction")],
    }


class Spells(DetailEndpoint, Regimes):
    """The regimes of each jurisdiction over time."""

    then = KnownSpells
    filterset_class = filters.SpellFilters


class Indicators(DetailEndpoint, FileEndpoint):
    """The codebook: its indicators, with their values."""

    queryset = m.Indicator.objects.all()
    record = serializers.IndicatorRecord
    filterset_class = filters.IndicatorFilters
    ordering_fields = {"order": "order", "code": "code", "theme": "theme"}
    default_ordering = ["order"]
    needs = {"values": ["values"]}


class Codings(DetailEndpoint, KeptEndpoint):
    """What is in force where on a day, inherited codings included, with the evidence for every value."""

    then = KnownCodings
    queryset = m.CodingInForce.objects.select_related("value", "coding")
    record = serializers.CodingRecord
    filterset_class = filters.CodingFilters
    ordering_fields = {
        "jurisdiction": "jurisdiction_id",
        "indicator": "indicator__order",
        "value": "value__order",
        "start": "start",
        "end": "end",
        "verified_on": "coding__verified_on",
    }
    default_ordering = ["jurisdiction_id", "indicator__order", "start"]
    needs = {"provisions": ["coding__provisions__law"], "citations": [evidence("coding")]}
    included = includes.CodingIncludes
    include_needs = {
        "jurisdiction": ["jurisdiction__memberships"],
        "indicator": ["indicator__values"],
        "trigger": n.law("coding__trigger"),
        "provisions": ["coding__provisions__law", evidence("coding__provisions")],
        "laws": n.law("coding__provisions__law"),
        "sources": [evidence("coding")],
    }
    lookup = "coding"

    def find(self, key: str, shape: Shape) -> m.CodingInForce | None:
        """A coding's key leads to where it was made for, not to who inherits it."""
        rows = self.with_needs(self.get_queryset(), shape)
        found: m.CodingInForce | None = rows.filter(coding=key, inherited_from=None).first()
        return found


class Laws(DetailEndpoint, FileEndpoint):
    """Statutes, codes, decisions, treaties and bills."""

    queryset = m.Law.objects.all()
    record = serializers.LawRecord
    filterset_class = filters.LawFilters
    ordering_fields = {"id": "id", "jurisdiction": "jurisdiction_id", "kind": "kind", "status": "status"}
    default_ordering = ["jurisdiction_id"]
    needs = {
        "dates": ["dates"],
        "relations": ["relations"],
        "provisions": ["provisions"],
        "citations": [evidence()],
    }
    included = includes.LawIncludes
    include_needs = {
        "jurisdiction": ["jurisdiction__memberships"],
        "provisions": ["provisions", evidence("provisions")],
        "relations": n.law("relations__target"),
    }


class Provisions(DetailEndpoint, FileEndpoint):
    """Articles and sections of laws."""

    queryset = m.Provision.objects.select_related("law")
    record = serializers.ProvisionRecord
    filterset_class = filters.ProvisionFilters
    ordering_fields = {"id": "id", "jurisdiction": "law__jurisdiction_id", "valid_from": "valid_from"}
    default_ordering = ["law_id"]
    needs = {"citations": [evidence()]}
    included = includes.ProvisionIncludes
    include_needs = {"law": n.law("law")}


class Platforms(DetailEndpoint, FileEndpoint):
    """Services that the record speaks of."""

    queryset = m.Platform.objects.all()
    record = serializers.PlatformRecord
    filterset_class = filters.PlatformFilters
    ordering_fields = {"id": "id", "name": "name", "kind": "kind", "active_from": "active_from"}
    default_ordering = ["name"]
    needs = {"cases": ["cases"], "citations": [evidence()]}
    included = includes.PlatformIncludes
    include_needs = {"cases": ["cases", *n.case("cases")], "milestones": ["milestones", *n.milestone("milestones")]}


class Cases(DetailEndpoint, FileEndpoint):
    """Enforcement cases, each a chain of milestones."""

    queryset = m.Case.objects.all()
    record = serializers.CaseRecord
    filterset_class = filters.CaseFilters
    ordering_fields = {"id": "id", "title_en": "title_en", "title_fr": "title_fr"}
    default_ordering = ["title_en"]
    needs = {name: [name] for name in ("platforms", "jurisdictions", "milestones")}
    included = includes.CaseIncludes
    include_needs = {
        "platforms": ["platforms", *n.platform("platforms")],
        "jurisdictions": ["jurisdictions__memberships"],
        "milestones": ["milestones", *n.milestone("milestones")],
    }


class Milestones(DetailEndpoint, FileEndpoint):
    """Dated steps of cases, and what is said to have led to them."""

    queryset = m.Milestone.objects.all()
    record = serializers.MilestoneRecord
    filterset_class = filters.MilestoneFilters
    ordering_fields = {"id": "id", "date": "date", "kind": "kind", "case": "case_id"}
    default_ordering = ["date"]
    needs = {
        "platforms": ["platforms"],
        "jurisdictions": ["jurisdictions"],
        "links": ["links", evidence("links")],
        "citations": [evidence()],
    }
    included = includes.MilestoneIncludes
    include_needs = {
        "case": n.case("case"),
        "platforms": ["platforms", *n.platform("platforms")],
        "jurisdictions": ["jurisdictions__memberships"],
        "law": n.law("law"),
    }


class Statements(DetailEndpoint, FileEndpoint):
    """The statements of the 2019 report, each with what the record adds to it."""

    queryset = m.Statement.objects.select_related("qualification")
    record = serializers.StatementRecord
    filterset_class = filters.StatementFilters
    ordering_fields = {"number": "number"}
    default_ordering = ["number"]
    needs = {
        "jurisdictions": ["jurisdictions"],
        "platforms": ["platforms"],
        "laws": ["laws"],
        "qualification": [evidence("qualification")],
        "citations": [evidence()],
    }
    included = includes.StatementIncludes
    include_needs = {
        "jurisdictions": ["jurisdictions__memberships"],
        "platforms": ["platforms", *n.platform("platforms")],
        "laws": ["laws", *n.law("laws")],
    }


class Classifications(DetailEndpoint, FileEndpoint):
    """How others classify jurisdictions."""

    queryset = m.Classification.objects.select_related("scheme", "label")
    record = serializers.ClassificationRecord
    filterset_class = filters.ClassificationFilters
    ordering_fields = {"jurisdiction": "jurisdiction_id", "scheme": "scheme_id", "date": "date"}
    default_ordering = ["jurisdiction_id", "date"]
    needs = {"citations": [evidence()]}
    included = includes.ClassificationIncludes
    include_needs = {"jurisdiction": ["jurisdiction__memberships"]}


class Sources(DetailEndpoint, FileEndpoint):
    """Published things that are cited."""

    queryset = m.Source.objects.with_use()
    record = serializers.SourceRecord
    filterset_class = filters.SourceFilters
    ordering_fields = {"id": "id", "kind": "kind", "issued": "issued", "citation_count": "citation_count"}
    default_ordering = ["id"]
    included = includes.SourceIncludes
    include_needs = {"citations": ["citations"]}


class Changes(FileEndpoint):
    """What each version of the data created, changed and removed; the newest first."""

    queryset = m.Change.objects.select_related("version")
    record = serializers.ChangeRecord
    filterset_class = filters.ChangeFilters
    ordering_fields = {"version": "version_id", "record_type": "record_type", "record_id": "record_id"}
    default_ordering = ["-version_id", "record_type", "record_id"]
    included = includes.ChangeIncludes
    include_needs = {"version": []}


class Versions(DetailEndpoint, FileEndpoint):
    """The versions of the data; the newest first."""

    queryset = m.DataVersion.objects.all()
    record = serializers.VersionRecord
    filterset_class = filters.VersionFilters
    ordering_fields = {"number": "number"}
    default_ordering = ["-number"]
    lookup = "version"
