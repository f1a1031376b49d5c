"""What a filter's values may be, and how they are said to a reader."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Protocol

from django.db.models import Model, TextChoices


class Vocabulary(Protocol):
    """A set of words, each with a label in the reader's language."""

    def labels(self, words: Collection[str] | None = None) -> dict[str, str]:
        """Word -> label, of the given words as far as they are known, or of all."""

    def listed(self) -> list[str] | None:
        """The words where they are fixed and few (for the documentation), else None."""


class Words:
    """The members of one or several enums."""

    def __init__(self, *enums: type[TextChoices]) -> None:
        self.enums = enums

    def labels(self, words: Collection[str] | None = None) -> dict[str, str]:
        members = {str(member.value): str(member.label) for enum in self.enums for member in enum}
        return members if words is None else {word: members[word] for word in words if word in members}

    def listed(self) -> list[str] | None:
        return list(self.labels())


class Keys:
    """Plain words that are their own labels."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def labels(self, words: Collection[str] | None = None) -> dict[str, str]:
        return {word: word for word in (self.words if words is None else words) if word in self.words}

    def listed(self) -> list[str] | None:
        return list(self.words)


class Records:
    """The values that a column holds; one query each time they are asked for.

    `label` reads the label from a record; without it a value is its own label.
    """

    def __init__(self, model: type[Model], column: str = "pk", label: Callable[[Any], object] | None = None) -> None:
        self.model, self.column, self.label = model, column, label

    def labels(self, words: Collection[str] | None = None) -> dict[str, str]:
        rows = self.model._default_manager.exclude(**{self.column: ""}).order_by(self.column)
        if words is not None:
            rows = rows.filter(**{f"{self.column}__in": list(words)})
        if self.label is None:
            return {word: word for word in rows.values_list(self.column, flat=True).distinct()}
        return {str(getattr(row, self.column)): str(self.label(row)) for row in rows}

    def listed(self) -> list[str] | None:
        return None


class Either:
    """The words of several vocabularies; the first that knows a word labels it."""

    def __init__(self, *vocabularies: Vocabulary) -> None:
        self.vocabularies = vocabularies

    def labels(self, words: Collection[str] | None = None) -> dict[str, str]:
        found: dict[str, str] = {}
        for vocabulary in self.vocabularies:
            for word, label in vocabulary.labels(words).items():
                found.setdefault(word, label)
        return found

    def listed(self) -> list[str] | None:
        return None
