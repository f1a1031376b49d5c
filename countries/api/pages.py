"""Pages of lists that say in front which versions of the data they are of; what they say is the view's `stamped`."""

from __future__ import annotations

from typing import Any, ClassVar

from kb.pagination import Pagination

VERSION = {"type": ["string", "null"], "description": "A version of the data; null where there is none."}
KNOWN_AT = "The version as which the list is read; only where `known_at` was asked for."


class VersionedPagination(Pagination):
    """Describes `members` beside those that every page has; `always` says that they are always there."""

    members: ClassVar[dict[str, Any]]
    always: ClassVar[bool]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        described = super().get_paginated_response_schema(schema)
        described["properties"] |= self.members
        described["required"] = [*described["required"], *(self.members if self.always else ())]
        return described


class KnownPagination(VersionedPagination):
    """Of lists that can be read from the archive."""

    members = {"known_at": {"type": "string", "description": KNOWN_AT}}
    always = False


class BetweenPagination(VersionedPagination):
    """Of what changed between two versions."""

    members = {"from": VERSION, "to": VERSION}
    always = True


def in_front(body: dict[str, Any], members: dict[str, Any]) -> dict[str, Any]:
    """The body of a page with the members after its version of the data."""
    return {"data_version": body.pop("data_version"), **members, **body}
