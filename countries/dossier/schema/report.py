"""Attributed statements, rival classifications and the second coding in the data files."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from countries.choices import Adjudication, Family, StatementTopic

from .base import Citations, Code, Date, Day, Key, Keys, Node, Slug, Text


class QualificationDoc(Node):
    text: Text
    citations: Keys


class StatementDoc(Node):
    id: Key
    number: Annotated[int, Field(ge=1, le=9999)]
    speaker: Text
    text: Text
    jurisdictions: list[Code] = []
    platforms: list[Slug] = []
    laws: list[Slug] = []
    topics: Annotated[list[StatementTopic], Field(min_length=1)]
    citations: Keys
    qualification: QualificationDoc | None = None


class ReportFile(Node):
    citations: Citations
    statements: list[StatementDoc]


class LabelDoc(Node):
    id: Key
    label: Text
    family: Family


class SchemeDoc(Node):
    id: Slug
    name: Text
    note: Text
    labels: Annotated[list[LabelDoc], Field(min_length=1)]


class ClassificationDoc(Node):
    scheme: Slug
    jurisdiction: Code
    label: Key
    date: Date
    citations: Keys


class ClassificationsFile(Node):
    schemes: list[SchemeDoc]
    citations: Citations = {}
    classifications: list[ClassificationDoc] = []


class SecondCodingDoc(Node):
    indicator: Key
    value: Key
    valid_from: Date
    valid_to: Date | None = None
    note: Text | None = None
    citations: list[Key] = []


class AdjudicationDoc(Node):
    """A difference on one reference day, with both values as they were before it was settled."""

    indicator: Key
    on: Day
    first: Key
    second: Key
    decision: Adjudication
    reason: Text


class SecondCodingFile(Node):
    jurisdiction: Code
    coded_on: Day
    codings: list[SecondCodingDoc]
    adjudications: list[AdjudicationDoc] = []
    citations: Citations = {}
