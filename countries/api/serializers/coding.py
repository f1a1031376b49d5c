"""The codebook, and codings with their evidence."""

from __future__ import annotations

from countries.choices import Confidence, PenaltyKind, Scope, StartType, Support, Theme

from .base import Amount, Both, BothLists, Day, Flag, Key, PartialDay, Record, Whole, Word
from .citation import CitationRecord


class IndicatorValueRecord(Record):
    """A value that an indicator may take."""

    code = Key()
    label = Both()  # type: ignore[assignment]  # DRF moves it to `fields`
    definition = Both()
    is_absence = Flag(help_text="Whether it is a typed absence.")
    is_finding = Flag()


class IndicatorRecord(Record):
    """A question of the codebook."""

    code = Key()
    theme = Word("theme", Theme)
    core = Flag()
    order = Whole()
    name = Both()
    question = Both()
    definition = Both()
    coding_rules = BothLists()
    hard_cases = BothLists()
    introduced = Key(help_text="The edition of the codebook that introduced it.")
    deprecated = Word()
    replaced_by = Word("replaced_by_id")
    values = IndicatorValueRecord(many=True)


class PenaltyRecord(Record):
    """What an offence is punished with, normalised beside the wording."""

    kind = Word("coding.penalty_kind", PenaltyKind)
    min_months = Whole("coding.penalty_min_months")
    max_months = Whole("coding.penalty_max_months")
    fine = Amount("coding.penalty_fine", help_text="The maximum, in units of the currency.")
    currency = Word("coding.penalty_currency", help_text="ISO 4217.")
    year = Whole("coding.penalty_year", help_text="Of the law that set it.")
    turnover_percent = Amount("coding.penalty_turnover_percent")
    wording = Both("coding.penalty_wording")

    def to_representation(self, instance: object) -> dict[str, object] | None:  # type: ignore[override]
        """null where no part of a penalty is coded."""
        penalty = super().to_representation(instance)
        return penalty if any(part is not None for part in penalty.values()) else None


class CodedProvisionRecord(Record):
    """A provision on which a coding rests."""

    id = Key()
    pinpoint = Key()
    law = Key("law_id")
    law_citation = Key("law.citation")


class CodingRecord(Record):
    """A coding as it holds in a jurisdiction over [start, end), its own or inherited."""

    id = Key("coding_id", help_text="Of the coding; where it is inherited, the one made for `inherited_from`.")
    jurisdiction = Key("jurisdiction_id", help_text="Where it holds.")
    indicator = Key("indicator_id")
    value = Key("value.code")
    value_label = Both("value.label")
    is_finding = Flag("value.is_finding")
    scope = Word("coding.scope", Scope)
    inherited_from = Word("inherited_from_id", help_text="The country or union it is inherited from.")
    valid_from = PartialDay("coding.valid_from_partial", help_text="As written, as far as it is known.")
    valid_to = PartialDay("coding.valid_to_partial")
    valid_from_type = Word("coding.valid_from_type", StartType)
    start = Day(help_text="The first day on which it holds in the jurisdiction.")
    end = Day(help_text="The first day on which it no longer holds there; null while it holds.")
    penalty = PenaltyRecord(source="*", allow_null=True)
    note = Both("coding.note")
    confidence = Word("coding.confidence", Confidence)
    confidence_note = Both("coding.confidence_note")
    support = Word("coding.support", Support)
    verified_on = Day("coding.verified_on")
    searched = Both("coding.searched", help_text="For not_found: what was looked for, and where.")
    trigger = Word("coding.trigger_id", help_text="The law that made the value hold.")
    provisions = CodedProvisionRecord(source="coding.provisions", many=True)
    citations = CitationRecord(source="coding.evidence", many=True)
