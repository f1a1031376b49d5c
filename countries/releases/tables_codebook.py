"""The tables of the codebook and the rulesets."""

from __future__ import annotations

from countries import models as m
from countries.choices import Theme

from .tables import both_columns, flag_column, lines_column, table, text_column, whole_column

QUESTION = ("indicator", "indicators", "indicator")

INDICATORS = table(
    "indicators",
    "The codebook’s questions",
    lambda: m.Indicator.objects.order_by("order"),
    (
        text_column("indicator", "code of the indicator", True, "code"),
        text_column("theme", "its theme", True, among=Theme),
        flag_column("core", "whether it is coded for every jurisdiction since 1999"),
        *both_columns("name", "its name", True),
        *both_columns("question", "the question", True),
        *both_columns("definition", "what is meant", True),
        *(lines_column(f"coding_rules_{lang}", f"coding rules ({lang})") for lang in ("en", "fr")),
        *(lines_column(f"hard_cases_{lang}", f"hard cases ({lang})") for lang in ("en", "fr")),
        text_column("introduced", "the edition of the codebook that introduced it", True),
        text_column("deprecated", "the edition that gave it up"),
        text_column("replaced_by", "the indicator in its place", path="replaced_by_id"),
    ),
    ("indicator",),
    (("replaced_by", "indicators", "indicator"),),
)

CODEBOOK = table(
    "codebook",
    "The values that each indicator may take",
    lambda: m.IndicatorValue.objects.select_related("indicator").order_by("indicator__order", "order"),
    (
        text_column("indicator", "code of the indicator", True, "indicator_id"),
        text_column("value", "code of the value", True, "code"),
        *both_columns("label", "label of the value", True),
        *both_columns("definition", "definition of the value"),
        flag_column("absence", "whether it says that there is nothing: a typed absence", "is_absence"),
        flag_column("finding", "whether the value is a finding about the law", "is_finding"),
    ),
    ("indicator", "value"),
    (QUESTION,),
)

RULES = table(
    "rules",
    "The rules by which regimes follow from codings; of each ruleset the first that matches wins",
    lambda: m.Rule.objects.order_by("ruleset__order", "order"),
    (
        text_column("ruleset", "the ruleset", True, "ruleset_id"),
        text_column("rule", "the rule", True, "code"),
        whole_column("order", "its place, from 0", required=True),
        *both_columns("condition", "what it asks for, and what follows", True),
    ),
    ("ruleset", "rule"),
)
