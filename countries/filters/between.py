"""What changed between two versions of the data: which two, and of what."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from countries.models import Change, DataVersion, Jurisdiction
from countries.queries.between import NetChange, changes_between

from . import common
from .base import Filter, Many, StrictFilterSet
from .fields import wrong
from .known import VersionField
from .recorded import RECORD_TYPES
from .report import ACTIONS
from .vocabulary import Called, Either, Records


class Version(Filter):
    """A version of the data."""

    field_class = VersionField


class BetweenFilters(StrictFilterSet):
    """Two versions, the earlier first, and the changes that are wanted of those between them."""

    # `from` is a word of Python, so it cannot be written as an attribute.
    vars()["from"] = Version(
        label=_("From version"),
        help_text=_("The earlier version (2026.11.1), or a day (YYYY-MM-DD): its newest; the one before if not given."),
    )
    to = Version(
        label=_("To version"),
        help_text=_("The later version (2026.11.2), or a day (YYYY-MM-DD): its newest; the current if not given."),
    )
    jurisdiction = Many(
        vocabulary=Either(common.JURISDICTIONS, Records(Change, "jurisdiction_code")),
        label=_("Jurisdiction"),
        help_text=_("Codes of jurisdictions, separated by commas: ISO 3166-1 alpha-2, ISO 3166-2, or EU."),
    )
    record_type = Many(
        vocabulary=RECORD_TYPES,
        label=_("Record type"),
        help_text=_("Types of records, separated by commas."),
    )
    action = Many(vocabulary=Called(ACTIONS), label=_("Action"), help_text=_("Actions, separated by commas."))

    class Meta:
        model = Jurisdiction
        fields: list[str] = []

    def check(self) -> None:
        super().check()
        older, newer = self.form.cleaned_data["from"], self.form.cleaned_data["to"]
        if older and newer and older.number > newer.number:
            self.refuse("from", wrong(gettext("“%(value)s” is later than the version compared with."), older.version))

    def versions(self) -> tuple[DataVersion | None, DataVersion | None]:
        """The two versions. The earlier is None before the first, the later before the first load."""
        older, newer = self.get("from"), self.get("to")
        newer = newer or DataVersion.objects.current()
        if newer and not older:
            older = DataVersion.objects.filter(number__lt=newer.number).order_by("-number").first()
        return older, newer

    def changes(self, older: DataVersion | None, newer: DataVersion | None) -> Sequence[NetChange]:
        """The net changes that are asked for."""
        found = changes_between(older, newer, self.get("record_type")) if newer else []
        places, actions = self.get("jurisdiction"), self.get("action")
        return [
            one
            for one in found
            if (not places or one.jurisdiction_code in places) and (not actions or one.action in actions)
        ]
