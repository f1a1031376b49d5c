"""Form fields that take only what they know. Each can say its value in words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from countries.dates import PartialDate

from .vocabulary import Vocabulary

ANY = "any"
YEAR_OR_MONTH = r"^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2]))?$"
LONGEST = 200
UNSHOWN = r"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff"  # what no XML can hold, and so no feed


def today() -> dt.date:
    """The day that `as_of` means when it is not given."""
    return timezone.localdate()


def wrong(message: str, value: str, allowed: list[str] | None = None) -> ValidationError:
    """The error a field raises: with the value and what may stand there."""
    return ValidationError(message, code="invalid", params={"value": value, "allowed": allowed})


class Joined(forms.TextInput):
    """Reads `x=a,b` and `x=a&x=b` alike, as `a,b`."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        given = data.getlist(name) if hasattr(data, "getlist") else [data[name]] if name in data else []
        return ",".join(given) if given else None


class Said(forms.Field):
    """A field whose value can be put into words, and whose form is documented by `schema`."""

    takes_many = False
    default: Any = None

    def say(self, value: Any) -> str:
        """The value in the reader's language."""
        return str(value)

    def schema(self) -> dict[str, Any]:
        """Its JSON schema."""
        return {"type": "string"}


class ManyField(Said):
    """Words of a vocabulary, separated by commas; cleans to a tuple, in the order given."""

    widget = Joined
    takes_many = True
    default = ()

    def __init__(self, *, vocabulary: Vocabulary, **options: Any) -> None:
        super().__init__(**options)
        self.vocabulary = vocabulary

    def clean(self, value: str | None) -> tuple[str, ...]:
        words = tuple(dict.fromkeys(word.strip() for word in (value or "").split(",") if word.strip()))
        self.check(words)
        return words

    def check(self, words: tuple[str, ...]) -> None:
        if any("\0" in word or len(word) > LONGEST for word in words):
            raise wrong(_("That is no value."), next(w for w in words if "\0" in w or len(w) > LONGEST))
        known = self.vocabulary.labels(words) if words else {}
        for word in words:
            if word not in known:
                raise wrong(
                    _("“%(value)s” is not one of the values of this parameter."),
                    word,
                    list(self.vocabulary.labels()),
                )

    def say(self, value: tuple[str, ...]) -> str:
        labels = self.vocabulary.labels(value)
        return ", ".join(labels[word] for word in value)

    def options(self) -> list[tuple[str, str]]:
        """Every word with its label, for a form."""
        return list(self.vocabulary.labels().items())

    def schema(self) -> dict[str, Any]:
        words = self.vocabulary.listed()
        return {"type": "array", "items": word(words), "minItems": 1}


class OneField(Said):
    """One word of a vocabulary; cleans to it, or to the default."""

    def __init__(self, *, vocabulary: Vocabulary, default: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.vocabulary, self.default = vocabulary, default

    def clean(self, value: str | None) -> str:
        word = str((value or "").strip() or self.default)
        if word and ("\0" in word or word not in self.vocabulary.labels([word])):
            raise wrong(
                _("“%(value)s” is not one of the values of this parameter."),
                word,
                list(self.vocabulary.labels()),
            )
        return word

    def say(self, value: str) -> str:
        return self.vocabulary.labels([value])[value]

    def options(self) -> list[tuple[str, str]]:
        """Every word with its label, for a form."""
        return list(self.vocabulary.labels().items())

    def schema(self) -> dict[str, Any]:
        words = self.vocabulary.listed()
        schema = {"type": "string"} | ({"enum": words} if words else {})
        return schema | ({"default": self.default} if self.default else {})


class YesNoField(Said):
    """`true` or `false`; cleans to a bool, or None when not given."""

    def clean(self, value: str | None) -> bool | None:
        word = (value or "").strip()
        if word not in {"", "true", "false"}:
            raise wrong(_("Write true or false."), word, ["true", "false"])
        return {"true": True, "false": False}.get(word)

    def say(self, value: bool) -> str:
        return _("yes") if value else _("no")

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class AsOfField(Said):
    """A day `YYYY-MM-DD`, or `any`; cleans to a date, or None for `any`. Not given: today, any, or a day."""

    def __init__(self, *, default: str | dt.date = "today", allows_any: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.default, self.allows_any = default, allows_any or default == ANY

    def clean(self, value: str | None) -> dt.date | None:
        word = (value or "").strip()
        if not word:
            return self.default if isinstance(self.default, dt.date) else today() if self.default == "today" else None
        if word == ANY and self.allows_any:
            return None
        date = partial(word)
        if date.precision != "day":
            raise wrong(_("Write one day: YYYY-MM-DD."), word)
        return date.first

    def say(self, value: dt.date | None) -> str:
        return date_format(value, "DATE_FORMAT") if value else _("any date")

    def schema(self) -> dict[str, Any]:
        day = {"type": "string", "format": "date"}
        return {"oneOf": [day, {"type": "string", "enum": [ANY]}]} if self.allows_any else day


class BoundField(Said):
    """A partial date as a bound: `after` begins with its first day, `before` ends with its last."""

    def __init__(self, *, last: bool, **options: Any) -> None:
        super().__init__(**options)
        self.last = last

    def clean(self, value: str | None) -> dt.date | None:
        word = (value or "").strip()
        if not word:
            return None
        date = partial(word)
        return date.last if self.last else date.first

    def say(self, value: dt.date) -> str:
        return date_format(value, "DATE_FORMAT")

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "anyOf": [{"format": "date"}, {"pattern": YEAR_OR_MONTH}]}


class TextField(Said):
    """Words to look for; at most 200 characters."""

    def clean(self, value: str | None) -> str:
        text = (value or "").strip()
        if len(text) > LONGEST:
            raise wrong(_("Write at most 200 characters."), text)
        if re.search(f"[{UNSHOWN}]", text):
            raise wrong(_("Leave out the characters that cannot be shown."), text)
        return text

    def say(self, value: str) -> str:
        return _("“%(words)s”") % {"words": value}

    def schema(self) -> dict[str, Any]:
        pattern = f"^[^{UNSHOWN}]*[^\\s,{UNSHOWN}][^{UNSHOWN}]*$"
        return {"type": "string", "pattern": pattern, "maxLength": LONGEST}


def word(allowed: Sequence[str] | None) -> dict[str, Any]:
    """The schema of a word in a list of words, one of some if they can be listed."""
    return {"type": "string"} | ({"enum": list(allowed)} if allowed else {"pattern": r"^[^,\s]([^,]*[^,\s])?$"})


def partial(word: str) -> PartialDate:
    """Read a partial date, or raise the field's error."""
    try:
        return PartialDate.parse(word)
    except ValueError:
        raise wrong(_("“%(value)s” is not a date: write YYYY, YYYY-MM or YYYY-MM-DD."), word) from None
