"""What others say, and how the data changed."""

from __future__ import annotations

from countries.choices import Family

from .base import Both, Key, Keys, Mapping, Moment, PartialDay, Record, Whole, Word, Words
from .citation import CitationRecord


class QualificationRecord(Record):
    """What the record adds to a statement, or corrects in it."""

    text = Both(help_text="What the record adds.")
    citations = CitationRecord(source="evidence", many=True, help_text="Its citations, the leading one first.")


class StatementRecord(Record):
    """An attributed claim; never the site's own."""

    id = Key(help_text="Identifier of the statement.")
    number = Whole(help_text="Its number in the list of the report's statements.")
    speaker = Both(help_text="Who says so.")
    text = Both(help_text="What is said.")
    topics = Words(help_text="What it is about.")
    jurisdictions = Keys(help_text="Codes of the jurisdictions it speaks of.")
    platforms = Keys(help_text="Identifiers of the platforms it speaks of.")
    laws = Keys(help_text="Identifiers of the laws it speaks of.")
    qualification = QualificationRecord(allow_null=True)
    citations = CitationRecord(source="evidence", many=True, help_text="Its citations, the leading one first.")


class SchemeRecord(Record):
    """A typology that somebody else uses."""

    id = Key(help_text="Identifier of the scheme.")
    name = Both(help_text="Name of the scheme.")


class ClassificationRecord(Record):
    """How a scheme labels a jurisdiction on a date."""

    id = Key(help_text="Identifier of the classification.")
    scheme = SchemeRecord()
    jurisdiction = Key("jurisdiction_id", help_text="What is classified.", standard="ISO 3166 or EU")
    label = Key("label.key", help_text="The scheme's own label.")  # type: ignore[assignment]  # DRF moves it
    label_text = Both("label.label", help_text="The label in words.")
    family = Word("label.family", Family, help_text="The family of ours that the label comes nearest to.")
    date = PartialDay("partial", help_text="When it was said.")
    citations = CitationRecord(source="evidence", many=True, help_text="Its citations, the leading one first.")


class ChangeRecord(Record):
    """One record created, changed or removed by a version of the data."""

    version = Key("version.version", help_text="The version of the data that made the change.")
    loaded_at = Moment("version.loaded_at", help_text="When that version was published.")
    action = Key(help_text="What happened to it: created, changed or removed.")
    record_type = Key(help_text="Type of the record.")
    record_id = Key(help_text="Identifier of the record.")
    jurisdiction = Word("jurisdiction_code", help_text="The jurisdiction it belongs to.", standard="ISO 3166 or EU")
    changed = Mapping("fields", help_text="Column -> [old, new]; of a removed record all columns, of a new one none.")


class NetChangeRecord(Record):
    """One record that two versions of the data have otherwise, or that one of them lacks."""

    action = Key(help_text="What happened to it: created, changed or removed.")
    record_type = Key(help_text="Type of the record.")
    record_id = Key(help_text="Identifier of the record.")
    jurisdiction = Word("jurisdiction_code", help_text="The jurisdiction it belongs to.", standard="ISO 3166 or EU")
    changed = Mapping("fields", help_text="Column -> [old, new]; of a removed record all columns, of a new one none.")


class VersionRecord(Record):
    """A version of the data."""

    version = Key(help_text="Name of the version: year, month, number in the month.")
    hash = Key(help_text="SHA-256 over all records.")
    loaded_at = Moment(help_text="When it was published.")
    counts = Mapping(help_text="Record type -> how many were created, changed, removed and left as they were.")
