"""The codebook, and codings with their evidence."""

from __future__ import annotations

from countries.choices import Confidence, PenaltyKind, Scope, StartType, Support, Theme

from .base import Amount, Both, BothLists, Day, Flag, Key, PartialDay, Record, Whole, Word
from .citation import CitationRecord


class IndicatorValueRecord(Record):
    """A value that an indicator may take."""

    code = Key(help_text="Code of the value.", standard="codebook")
    label = Both(help_text="Its label.")  # type: ignore[assignment]  # DRF moves it to `fields`
    definition = Both(help_text="When it is to be coded.")
    is_absence = Flag(help_text="Whether it is a typed absence.")
    is_finding = Flag(help_text="Whether it is a finding about the law; not_found is none.")


class IndicatorRecord(Record):
    """A question of the codebook."""

    code = Key(help_text="Code of the indicator.", standard="codebook")
    theme = Word("theme", Theme, help_text="What the question is about.")
    core = Flag(help_text="Whether it is coded for every jurisdiction since 1999.")
    order = Whole(help_text="Its place in the codebook.")
    name = Both(help_text="Its short name.")
    question = Both(help_text="The question put to the law.")
    definition = Both(help_text="What the question means.")
    coding_rules = BothLists(help_text="How the answer is chosen.")
    hard_cases = BothLists(help_text="Cases that are hard to decide, and how they were decided.")
    introduced = Key(help_text="The edition of the codebook that introduced it.")
    deprecated = Word(help_text="The edition of the codebook that gave it up.")
    replaced_by = Word("replaced_by_id", help_text="The indicator that replaces it.", standard="codebook")
    values = IndicatorValueRecord(many=True, help_text="The values it may take.")


class PenaltyRecord(Record):
    """What an offence is punished with, normalised beside the wording."""

    kind = Word("coding.penalty_kind", PenaltyKind, help_text="Kind of penalty.")
    min_months = Whole("coding.penalty_min_months", help_text="Minimum imprisonment.", unit="months")
    max_months = Whole("coding.penalty_max_months", help_text="Maximum imprisonment.", unit="months")
    fine = Amount("coding.penalty_fine", help_text="Maximum fine.", unit="units of the penalty's currency")
    currency = Word("coding.penalty_currency", help_text="Currency of the fine.", standard="ISO 4217")
    year = Whole("coding.penalty_year", help_text="Year of the law that set it.", unit="year")
    turnover_percent = Amount(
        "coding.penalty_turnover_percent", help_text="Maximum fine as a share of turnover.", unit="percent"
    )
    wording = Both("coding.penalty_wording", help_text="The penalty in words.")

    def to_representation(self, instance: object) -> dict[str, object] | None:  # type: ignore[override]
        """null where no part of a penalty is coded."""
        penalty = super().to_representation(instance)
        return penalty if any(part is not None for part in penalty.values()) else None


class CodedProvisionRecord(Record):
    """A provision on which a coding rests."""

    id = Key(help_text="Identifier of the provision.")
    pinpoint = Key(help_text="Article or section.")
    law = Key("law_id", help_text="Identifier of the law it stands in.")
    law_citation = Key("law.citation", help_text="The law as its own lawyers cite it.")


class CodingRecord(Record):
    """A coding as it holds in a jurisdiction over [start, end), its own or inherited."""

    id = Key("coding_id", help_text="Of the coding; where it is inherited, the one made for `inherited_from`.")
    jurisdiction = Key("jurisdiction_id", help_text="Where it holds.", standard="ISO 3166 or EU")
    indicator = Key("indicator_id", help_text="The question answered.", standard="codebook")
    value = Key("value.code", help_text="The answer.", standard="codebook")
    value_label = Both("value.label", help_text="The answer in words.")
    is_finding = Flag("value.is_finding", help_text="Whether it is a finding about the law; not_found is none.")
    scope = Word("coding.scope", Scope, help_text="Where in the jurisdiction the coding holds.")
    inherited_from = Word(
        "inherited_from_id", help_text="The country or union it is inherited from.", standard="ISO 3166 or EU"
    )
    valid_from = PartialDay("coding.valid_from_partial", help_text="Start as written, as far as it is known.")
    valid_to = PartialDay("coding.valid_to_partial", help_text="End as written, as far as it is known.")
    valid_from_type = Word("coding.valid_from_type", StartType, help_text="Whether the start is exact.")
    start = Day(help_text="The first day on which it holds in the jurisdiction.")
    end = Day(help_text="The first day on which it no longer holds there; null while it holds.")
    penalty = PenaltyRecord(source="*", allow_null=True)
    note = Both("coding.note", help_text="What the value leaves out.")
    confidence = Word("coding.confidence", Confidence, help_text="How sure the coding is.")
    confidence_note = Both("coding.confidence_note", help_text="Why it is less sure than its citations allow.")
    support = Word("coding.support", Support, help_text="How well the citations carry it.")
    verified_on = Day("coding.verified_on", help_text="The day on which the value was last checked.")
    searched = Both("coding.searched", help_text="For not_found: what was looked for, and where.")
    trigger = Word("coding.trigger_id", help_text="Identifier of the law that made the value hold.")
    provisions = CodedProvisionRecord(
        source="coding.provisions", many=True, help_text="The provisions it rests on; see provisions."
    )
    citations = CitationRecord(
        source="coding.evidence", many=True, help_text="Its citations, the one that carries it first."
    )
