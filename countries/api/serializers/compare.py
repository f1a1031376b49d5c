"""A comparison, and the nearest laws."""

from __future__ import annotations

from typing import Any

from countries.choices import Theme

from .base import Both, Datum, Day, Flag, Key, Keys, Reader, Record, Version, Whole, Word
from .citation import CitationRecord
from .coding import CodingRecord
from .place import SpellRecord


class Codes(Datum):
    """A list of codes of jurisdictions."""

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string"}}


class Clusters(Datum):
    """Groups of codes of jurisdictions."""

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "array", "items": {"type": "string"}}}


class Share(Datum):
    """A share from 0 to 1, to four places."""

    type = "number"

    def reader(self) -> Reader:
        get = super().reader()
        return lambda row: None if (value := get(row)) is None else round(value, 4)


class Laws(Keys):
    """The ids of laws."""

    def reader(self) -> Reader:
        return lambda row: [law.pk for law in row.laws]


class ColumnRecord(Record):
    """A jurisdiction, and its regime on the day and on the second day."""

    jurisdiction = Key("place.code")
    name = Both("place.name")
    regime = SpellRecord(allow_null=True)
    regime_then = SpellRecord(allow_null=True)


class CellRecord(Record):
    """What is in force in one jurisdiction; `coding` is null where nothing is coded."""

    jurisdiction = Key("place.code")
    value = Key(help_text="not_coded where nothing is coded.")
    coding = CodingRecord(allow_null=True)
    value_then = Word(help_text="On the second day; null where none is asked for.")
    coding_then = CodingRecord(allow_null=True)
    changed = Flag(help_text="Whether the answer became another between the two days.")


class RowRecord(Record):
    """The answers to one indicator."""

    indicator = Key("indicator.code")
    name = Both("indicator.name")
    theme = Word("indicator.theme", Theme)
    differs = Flag(help_text="Whether two jurisdictions for which there is a finding answer differently.")
    complete = Flag(help_text="Whether every jurisdiction is coded.")
    changed = Flag(help_text="Whether an answer became another between the two days.")
    cells = CellRecord(source="entries", many=True)


class AgreementRecord(Record):
    """On how many of the indicators with a finding for both two jurisdictions agree."""

    jurisdictions = Codes()
    same = Whole()
    compared = Whole()


class AnswerChangeRecord(Record):
    """One rule that gave way to another between the two days."""

    indicator = Key("indicator.code")
    jurisdiction = Key("place.code")
    date = Day(help_text="The first day of the later rule.")
    before = Key("before.value")
    after = Key("after.value")
    coding_before = Key("before.row.coding_id")
    coding_after = Key("after.row.coding_id")
    laws = Laws(help_text="By which law: the one that made it hold, else those whose provisions it rests on.")


class RegimeChangeRecord(Record):
    """One regime that gave way to another between the two days."""

    jurisdiction = Key("after.jurisdiction_id")
    date = Day()
    before = Key("before.model")
    after = Key("after.model")
    trigger = Word("after.trigger_id", help_text="The law that brought it.")


class RevisedRecord(Record):
    """An answer or regime that the cited version told otherwise; `old` or `new` is null where there was none."""

    as_of = Day("day")
    jurisdiction = Key("difference.jurisdiction")
    subject = Key("difference.subject", help_text="An indicator, or the ruleset.")
    old = Word("difference.old_answer")
    new = Word("difference.new_answer")


class RevisionRecord(Record):
    """What has changed in the data about this comparison since the version named in `version`."""

    version = Key("version.version")
    answers = RevisedRecord(many=True)
    restated = RevisedRecord(many=True)
    regimes = RevisedRecord(many=True)


class ComparisonRecord(Record):
    """Jurisdictions side by side on one day, or on two."""

    data_version = Version()
    as_of = Day("found.day")
    then = Day("found.then", help_text="The second day; null where none is asked for.")
    ruleset = Key("found.ruleset")
    columns = ColumnRecord(source="found.columns", many=True)
    rows = RowRecord(many=True)
    clusters = Clusters("found.clusters", help_text="Groups no two members of which are known to differ on the day.")
    agreements = AgreementRecord(source="found.agreements", many=True)
    changes = AnswerChangeRecord(
        source="found.changes", many=True, help_text="Every change of an answer between the two days."
    )
    restated = AnswerChangeRecord(
        source="found.restated", many=True, help_text="Where the answer stayed and another rule gave it."
    )
    regime_changes = RegimeChangeRecord(source="found.moves", many=True)
    revision = RevisionRecord(allow_null=True, help_text="null unless `version` is given.")


class ComparedCellRecord(Record):
    """One answer of a comparison, for a table: one jurisdiction, one indicator, one day."""

    as_of = Day("day", help_text="The day of the answer: one of the two that are compared.")
    jurisdiction = Key("place.code", help_text="Code of the jurisdiction.")
    jurisdiction_name = Both("place.name", help_text="Name of the jurisdiction.")
    indicator = Key("indicator.code", help_text="The question, an indicator of the codebook.")
    indicator_name = Both("indicator.name", help_text="Name of the indicator.")
    theme = Word("indicator.theme", Theme, help_text="The theme that the indicator belongs to.")
    differs = Flag(help_text="Whether two jurisdictions for which there is a finding answer differently that day.")
    changed = Flag(help_text="Whether the answer became another between the two days.")
    value = Key(help_text="The answer; not_coded where nothing is coded.")
    coding = CodingRecord(allow_null=True)
    citation = CitationRecord(source="lead", allow_null=True, help_text="The citation that carries the coding.")


class DifferenceRecord(Record):
    """An indicator that two jurisdictions answer differently, with both answers in the order of the pair."""

    indicator = Key("indicator.code")
    value = Key("value.code")
    other = Key("other.code")


class PairRecord(Record):
    """How alike two jurisdictions legislate."""

    jurisdictions = Codes("agreement.jurisdictions")
    same = Whole("agreement.same", help_text="On how many indicators with a finding for both they agree.")
    compared = Whole("agreement.compared", help_text="How many indicators have a finding for both.")
    distance = Share("agreement.distance", help_text="1 - same / compared; null where nothing can be compared.")
    ranked = Flag(help_text="Whether enough is compared, and neither inherits from the other.")
    differences = DifferenceRecord(many=True)


class NearestRecord(Record):
    """Which jurisdictions legislate alike on a day."""

    data_version = Version()
    as_of = Day("day")
    indicators = Codes("indicators", help_text="What they are compared on.")
    least = Whole(help_text="How many findings two jurisdictions must share to be ranked.")
    order = Codes("tree.order", help_text="Those who are most alike beside each other: the leaves of the tree.")
    groups = Clusters("tree.groups", help_text="The tree cut where groups differ on average on a quarter of it.")
    left_out = Codes(help_text="Jurisdictions with fewer than `least` findings.")
    pairs = PairRecord(many=True, help_text="Ranked pairs first, the nearest first; with `j`, those that it is in.")


class PairRowRecord(Record):
    """A pair, for a table."""

    as_of = Day("day", help_text="The day on which they are compared.")
    jurisdiction = Key("one.code", help_text="Code of one jurisdiction.")
    jurisdiction_name = Both("one.name", help_text="Name of the one jurisdiction.")
    other = Key("place.code", help_text="Code of the other jurisdiction.")
    other_name = Both("place.name", help_text="Name of the other jurisdiction.")
    same = Whole(help_text="On how many indicators with a finding for both they agree.", unit="indicators")
    compared = Whole(help_text="How many indicators have a finding for both.", unit="indicators")
    distance = Share("agreement.distance", help_text="1 - same / compared; empty where nothing can be compared.")
    ranked = Flag(help_text="Whether enough is compared, and neither inherits from the other.")
    parted_by = Word("differing", help_text="The indicators that they answer differently, separated by “; ”.")
