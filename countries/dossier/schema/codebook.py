"""The codebook's file: themes, indicators, values, absences."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from countries.choices import Absence, Theme

from .base import Key, Line, Node, Text


class ValueDoc(Node):
    code: Key
    label: Text
    definition: Text | None = None


class AbsenceDoc(Node):
    code: Absence
    label: Text
    definition: Text
    finding: bool


class IndicatorDoc(Node):
    code: Key
    theme: Theme
    core: bool = False
    name: Text
    question: Text
    definition: Text
    coding_rules: list[Text] = []
    hard_cases: list[Text] = []
    introduced: Line
    deprecated: Line | None = None
    replaced_by: Key | None = None
    values: Annotated[list[ValueDoc], Field(min_length=1)]


class RuleDoc(Node):
    id: Key
    condition: Text


class RulesetDoc(Node):
    id: Key
    name: Text
    description: Text
    rules: list[RuleDoc]


class CodebookFile(Node):
    edition: Line
    absences: list[AbsenceDoc]
    indicators: Annotated[list[IndicatorDoc], Field(min_length=1)]
    rulesets: list[RulesetDoc]
