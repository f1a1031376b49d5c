"""What a filter's values may be, and how they are said to a reader."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, Protocol, TypedDict

from babel import Locale
from django.db.models import Model, TextChoices
from django.utils.translation import get_language, gettext, override


class Label(TypedDict):
    """A label in both languages."""

    en: str
    fr: str


def in_both(say: Callable[[], object]) -> Label:
    """What is said, in English and in French."""
    with override("en"):
        english = str(say())
    with override("fr"):
        return {"en": english, "fr": str(say())}


def language(tag: str) -> str:
    """A language tag (BCP 47) as a name in the reader's language, else the tag itself."""
    names = Locale((get_language() or "en")[:2]).languages
    return str(names.get(tag.replace("-", "_"), tag))


class Vocabulary(Protocol):
    """A set of words, each with a label in the reader's language."""

    def labels(self, words: Collection[str] | None = None) -> dict[str, str]:
        """Word -> label, of the given words as far as they are known, or of all."""

    def both(self, words: Collection[str] | None = None) -> dict[str, Label]:
        """Word -> label in both languages."""

    def listed(self) -> list[str] | None:
        """The words where they are fixed and few (for the documentation), else None."""


class Words:
    """The members of one or several enums."""

    def __init__(self, *enums: type[TextChoices]) -> None:
        self.enums = enums

    def labels(self, words: Collection[str] | None = None) -> dict[str, str]:
        return {word: str(member.label) for word, member in self._members(words).items()}

    def both(self, words: Collection[str] | None = None) -> dict[str, Label]:
        members = self._members(words)
        return {word: in_both(partial(str, member.label)) for word, member in members.items()}

    def _members(self, words: Collection[str] | None) -> dict[str, TextChoices]:
        members = {str(member.value): member for enum in self.enums for member in enum}
        return members if words is None else {word: members[word] for word in words if word in members}

    def listed(self) -> list[str] | None:
        return list(self.labels())


class Keys:
    """Plain words that are their own labels."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def labels(self, words: Collection[str] | None = None) -> dict[str, str]:
        return {word: word for word in (self.words if words is None else words) if word in self.words}

    def both(self, words: Collection[str] | None = None) -> dict[str, Label]:
        return {word: {"en": word, "fr": word} for word in self.labels(words)}

    def listed(self) -> list[str] | None:
        return list(self.words)


class Called(Keys):
    """Plain words with what they are called."""

    def __init__(self, names: Mapping[str, object]) -> None:
        super().__init__(*names)
        self.names = names

    def labels(self, words: Collection[str] | None = None) -> dict[str, str]:
        return {word: str(self.names[word]) for word in super().labels(words)}

    def both(self, words: Collection[str] | None = None) -> dict[str, Label]:
        return {word: in_both(partial(str, self.names[word])) for word in super().labels(words)}


class Decades(Keys):
    """Decades as `2010s`, from the first law that anybody may cite to those that are to come."""

    def __init__(self) -> None:
        super().__init__(*(f"{year}s" for year in range(1600, 2100, 10)))

    def labels(self, words: Collection[str] | None = None) -> dict[str, str]:
        return {word: f"{word[:4]}–{word[:3]}9" for word in super().labels(words)}

    def both(self, words: Collection[str] | None = None) -> dict[str, Label]:
        return {word: {"en": label, "fr": label} for word, label in self.labels(words).items()}


class Named(Keys):
    """The codes of records that are read already, with their names."""

    def __init__(self, records: Mapping[str, Any]) -> None:
        super().__init__(*records)
        self.records = records

    def labels(self, words: Collection[str] | None = None) -> dict[str, str]:
        return {word: str(self.records[word].name) for word in super().labels(words)}

    def both(self, words: Collection[str] | None = None) -> dict[str, Label]:
        return {word: in_both(partial(self._say, word)) for word in super().labels(words)}

    def _say(self, word: str) -> str:
        return str(self.records[word].name)


class YesOrNo(Keys):
    """`true` and `false`."""

    def __init__(self) -> None:
        super().__init__("true", "false")

    def labels(self, words: Collection[str] | None = None) -> dict[str, str]:
        return {word: self._say(word) for word in super().labels(words)}

    def both(self, words: Collection[str] | None = None) -> dict[str, Label]:
        return {word: in_both(partial(self._say, word)) for word in super().labels(words)}

    @staticmethod
    def _say(word: str) -> str:
        return gettext("yes") if word == "true" else gettext("no")


class Records:
    """The values that a column holds; one query each time they are asked for.

    `label` reads the label from a record; without it a value is its own label.
    """

    def __init__(self, model: type[Model], column: str = "pk", label: Callable[[Any], object] | None = None) -> None:
        self.model, self.column, self.label = model, column, label

    def labels(self, words: Collection[str] | None = None) -> dict[str, str]:
        if self.label is None:
            return {word: word for word in self._values(words)}
        return {str(getattr(row, self.column)): str(self.label(row)) for row in self._rows(words)}

    def both(self, words: Collection[str] | None = None) -> dict[str, Label]:
        label = self.label
        if label is None:
            return {word: {"en": word, "fr": word} for word in self._values(words)}
        rows = self._rows(words)
        return {str(getattr(row, self.column)): in_both(partial(label, row)) for row in rows}

    def _rows(self, words: Collection[str] | None) -> Any:
        rows = self.model._default_manager.exclude(**{self.column: ""}).order_by(self.column)
        return rows if words is None else rows.filter(**{f"{self.column}__in": list(words)})

    def _values(self, words: Collection[str] | None) -> list[str]:
        return [str(word) for word in self._rows(words).values_list(self.column, flat=True).distinct()]

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

    def both(self, words: Collection[str] | None = None) -> dict[str, Label]:
        found: dict[str, Label] = {}
        for vocabulary in self.vocabularies:
            for word, label in vocabulary.both(words).items():
                found.setdefault(word, label)
        return found

    def listed(self) -> list[str] | None:
        return None


class Spoken(Records):
    """The values that a column holds, each said by `say`; one query each time they are asked for."""

    def __init__(self, model: type[Model], column: str, say: Callable[[str], object]) -> None:
        super().__init__(model, column)
        self.say = say

    def labels(self, words: Collection[str] | None = None) -> dict[str, str]:
        return {word: str(self.say(word)) for word in self._values(words)}

    def both(self, words: Collection[str] | None = None) -> dict[str, Label]:
        return {word: in_both(partial(self.say, word)) for word in self._values(words)}


class Regions(Records):
    """UN M49 regions by their English names."""

    def both(self, words: Collection[str] | None = None) -> dict[str, Label]:
        return {word: in_both(partial(gettext, word)) for word in self._values(words)}
