"""The tables of what others say: the 2019 report's statements, and rival classifications."""

from __future__ import annotations

from countries import models as m
from countries.choices import Family

from .tables import (
    Reader,
    both_columns,
    list_column,
    partial_column,
    table,
    text_column,
    whole_column,
)
from .tables_place import PLACE


def qualification(lang: str) -> Reader:
    """Reads what the record adds to a statement, where it adds something."""

    def read(row: m.Statement) -> str:
        return getattr(row.qualification, f"text_{lang}") if hasattr(row, "qualification") else ""

    return read


STATEMENTS = table(
    "statements",
    "The 2019 report’s statements, each attributed to who made it",
    lambda: (
        m.Statement.objects.select_related("qualification")
        .prefetch_related("jurisdictions", "platforms", "laws")
        .order_by("number")
    ),
    (
        text_column("statement", "identifier", True, "id"),
        whole_column("number", "its number", required=True),
        *both_columns("speaker", "who says it", True),
        *both_columns("text", "what is said", True),
        text_column("topics", "what it is about, separated by ;"),
        list_column("jurisdictions", "jurisdictions"),
        list_column("platforms", "platforms"),
        list_column("laws", "laws"),
        *(
            text_column(
                f"qualification_{lang}", f"what the record adds to it or corrects ({lang})", False, qualification(lang)
            )
            for lang in ("en", "fr")
        ),
    ),
    ("statement",),
)

SCHEMES = table(
    "schemes",
    "The labels of rival typologies, and the family of ours that each comes nearest to",
    lambda: m.SchemeLabel.objects.select_related("scheme").order_by("scheme_id", "order"),
    (
        text_column("label", "identifier", True, "id"),
        text_column("scheme", "the typology", True, "scheme_id"),
        *both_columns("scheme_name", "its name", True, "scheme.name"),
        *both_columns("scheme_note", "about it", True, "scheme.note"),
        text_column("key", "the label's key", True),
        *both_columns("label_text", "the label", True, "label"),
        text_column("family", "the family of ours that it comes nearest to", True, among=Family),
    ),
    ("label",),
)

CLASSIFICATIONS = table(
    "classifications",
    "How others classify jurisdictions",
    lambda: m.Classification.objects.order_by("id"),
    (
        text_column("classification", "identifier", True, "id"),
        text_column("scheme", "the typology", True, "scheme_id"),
        text_column("jurisdiction", "what is classified", True, "jurisdiction_id"),
        text_column("label", "as what", True, "label_id"),
        partial_column("date", "when it was said", True, "partial"),
    ),
    ("classification",),
    (PLACE, ("label", "schemes", "label")),
)
