"""What is wrong with a query string, said so that it can be put right. Knows nothing of who asks."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

ECHOED = 200
LISTED = 60
NO_CHARACTER = "\ufffd"  # what stands for bytes that are not UTF-8


def nearest(value: str, allowed: Collection[str]) -> str | None:
    """The allowed word that was most likely meant, or None."""
    folded = {word.casefold(): word for word in allowed}
    close = difflib.get_close_matches(value[:ECHOED].casefold(), folded, n=1)
    return folded[close[0]] if close else None


class InvalidParameter(Exception):
    """A parameter that is unknown, or holds what it cannot hold.

    `allowed` lists what may stand there unless that is too long; `suggestion` is what was likely meant.
    """

    def __init__(
        self,
        code: str,
        detail: str,
        parameter: str,
        value: str | None = None,
        *,
        allowed: Collection[str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.code, self.detail = code, detail
        self.parameter, self.value = parameter[:ECHOED], None if value is None else value[:ECHOED]
        self.allowed = list(allowed) if allowed and len(allowed) <= LISTED else None
        self.suggestion = nearest(parameter if value is None else value, allowed or ())

    def __str__(self) -> str:
        return self.detail

    def members(self) -> dict[str, Any]:
        """The members that problem+json carries beyond the standard ones."""
        known = {
            "parameter": self.parameter,
            "value": self.value,
            "allowed": self.allowed,
            "suggestion": self.suggestion,
        }
        return {name: member for name, member in known.items() if member is not None}


def unknown_parameter(name: str, allowed: Collection[str]) -> InvalidParameter:
    detail = _("There is no parameter “%(name)s” here.") % {"name": name[:ECHOED]}
    return InvalidParameter("unknown-parameter", detail, name, allowed=sorted(allowed))


def invalid_value(name: str, value: str, detail: str, allowed: Collection[str] | None = None) -> InvalidParameter:
    return InvalidParameter("invalid-value", detail, name, value, allowed=allowed)


def given_once(name: str, values: list[str]) -> None:
    """Raises InvalidParameter if a parameter that takes one value is given several times."""
    if len(values) > 1:
        detail = _("The parameter “%(name)s” may be given once only.") % {"name": name}
        raise invalid_value(name, ", ".join(values), detail)


def only_known(data: Mapping[str, Any], allowed: Collection[str]) -> None:
    """Raises InvalidParameter for the first name that is not allowed."""
    for name in data:
        if name not in allowed:
            raise unknown_parameter(name, allowed)


def values_held(data: Mapping[str, Any]) -> None:
    """Raises InvalidParameter for the first parameter that holds nothing, or what is not UTF-8.

    An empty parameter is most often a variable that a script forgot to fill; taken for one that is not given, it
    would answer with everything.
    """
    for name in data:
        for value in data.getlist(name) if isinstance(data, QueryDict) else [data[name]]:
            if not str(value).strip(", \t\r\n"):
                raise invalid_value(name, value, _("The parameter is empty: give it a value, or leave it out."))
            if NO_CHARACTER in str(value):
                raise invalid_value(name, value, _("The value is not text in UTF-8."))
