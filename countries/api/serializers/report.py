"""What others say, and how the data changed."""

from __future__ import annotations

from countries.choices import Family

from .base import Both, Key, Keys, Mapping, Moment, PartialDay, Record, Whole, Word, Words
from .citation import CitationRecord


class QualificationRecord(Record):
    """What the record adds to a statement, or corrects in it."""

    text = Both()
    citations = CitationRecord(source="evidence", many=True)


class StatementRecord(Record):
    """An attributed claim; never the site's own."""

    id = Key()
    number = Whole()
    speaker = Both()
    text = Both()
    topics = Words()
    jurisdictions = Keys()
    platforms = Keys()
    laws = Keys()
    qualification = QualificationRecord(allow_null=True)
    citations = CitationRecord(source="evidence", many=True)


class SchemeRecord(Record):
    """A typology that somebody else uses."""

    id = Key()
    name = Both()


class ClassificationRecord(Record):
    """How a scheme labels a jurisdiction on a date."""

    id = Key()
    scheme = SchemeRecord()
    jurisdiction = Key("jurisdiction_id")
    label = Key("label.key")  # type: ignore[assignment]  # DRF moves it to `fields`
    label_text = Both("label.label")
    family = Word("label.family", Family, help_text="The family of ours that the label comes nearest to.")
    date = PartialDay("partial")
    citations = CitationRecord(source="evidence", many=True)


class ChangeRecord(Record):
    """One record created, changed or removed by a version of the data."""

    version = Key("version.version")
    loaded_at = Moment("version.loaded_at")
    action = Key()
    record_type = Key()
    record_id = Key()
    jurisdiction = Word("jurisdiction_code")
    changed = Mapping("fields", help_text="Column -> [old, new].")


class VersionRecord(Record):
    """A version of the data."""

    version = Key()
    hash = Key(help_text="SHA-256 over all records.")
    loaded_at = Moment()
    counts = Mapping(help_text="Record type -> how many were created, changed, removed and left as they were.")
