"""The panel: which jurisdictions, which years, and which variables of 1 January."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.db.models import Q, TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from countries.choices import Criminalised, Family, Model
from countries.classify import RECORD_START
from countries.models import Indicator, Jurisdiction
from countries.queries.panel import DERIVED, FAMILY, MODEL, Panel, Wide, panel, wide

from . import common
from .base import Filter, Many, StrictFilterSet, YesNo
from .coded import ValueWords
from .facets import Counts, of_attribute
from .fields import Said, today, wrong
from .vocabulary import Either, Keys, Label, Words


class OfRegime(Words):
    """Families or models as values of a variable: `regime_family:restrictive`."""

    def __init__(self, variable: str, *enums: type[TextChoices]) -> None:
        super().__init__(*enums)
        self.variable = variable

    def _members(self, words: Collection[str] | None) -> dict[str, TextChoices]:
        members = {f"{self.variable}:{word}": member for word, member in super()._members(None).items()}
        return members if words is None else {word: members[word] for word in words if word in members}


REGIMES = Either(OfRegime(FAMILY, Family), OfRegime(MODEL, Model, Criminalised), Words(Family, Model, Criminalised))


class Years:
    """The years of the record, up to this one."""

    def labels(self, words: Collection[str] | None = None) -> dict[str, str]:
        years = [str(year) for year in range(RECORD_START.year, today().year + 1)]
        return {year: year for year in years if words is None or year in words}

    def both(self, words: Collection[str] | None = None) -> dict[str, Label]:
        return {year: {"en": year, "fr": year} for year in self.labels(words)}

    def listed(self) -> list[str] | None:
        return None


class YearField(Said):
    """One year of the record; cleans to a number."""

    def clean(self, value: str | None) -> int | None:
        word = (value or "").strip()
        if word and word not in Years().labels([word]):
            message = gettext("Write a year from %(first)s to this one.") % {"first": RECORD_START.year}
            raise wrong(message, word)
        return int(word) if word else None

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": RECORD_START.year, "maximum": today().year}


class Year(Filter):
    """One year of the record."""

    field_class = YearField


class WideFilters(StrictFilterSet):
    """Jurisdictions by years: a row each, a column an indicator."""

    jurisdiction = common.jurisdiction("code")
    kind = common.place_kind("kind")
    region = common.region("region")
    subregion = common.subregion("subregion")
    year = Many(
        vocabulary=Years(),
        label=_("Year"),
        help_text=_("Years, separated by commas; every year from 1999 to this one if not given."),
    )
    from_year = Year(label=_("From year"), help_text=_("The first year."))
    to_year = Year(label=_("To year"), help_text=_("The last year."))
    indicator = common.indicator()
    theme = common.theme()
    core = YesNo(label=_("Core"), help_text=_("Whether the indicator is one of the core."))
    ruleset = common.ruleset()

    class Meta:
        model = Jurisdiction
        fields: list[str] = []

    @classmethod
    def facet_names(cls) -> list[str]:
        return []

    def years(self) -> list[int]:
        """The years that are asked for, in order."""
        named = [int(year) for year in self.get("year") or Years().labels()]
        first, last = self.get("from_year") or min(named), self.get("to_year") or max(named)
        return sorted(year for year in named if first <= year <= last)

    def indicators(self) -> list[str]:
        """The codes of the indicators that are asked for, in the codebook's order."""
        wanted = Q(code__in=self.get("indicator")) if self.get("indicator") else Q()
        wanted &= Q(theme__in=self.get("theme")) if self.get("theme") else Q()
        wanted &= Q() if self.get("core") is None else Q(core=self.get("core"))
        return list(Indicator.objects.filter(wanted).order_by("order").values_list("code", flat=True))

    def places(self) -> list[Jurisdiction]:
        return list(self.filter_queryset(Jurisdiction.objects.order_by("code")))

    def wide(self, *, by_year: bool = False, backwards: tuple[bool, bool] = (False, False)) -> Wide:
        return wide(
            self.places(), self.years(), self.indicators(), self.get("ruleset"), by_year=by_year, backwards=backwards
        )


class PanelFilters(WideFilters):
    """Jurisdictions by years by variables: a row each where there is a value."""

    indicator = Many(
        vocabulary=Either(Keys(*DERIVED), common.INDICATORS),
        label=_("Indicator"),
        help_text=_(
            "Indicators of the codebook, and regime_family and regime_model for the regime by the ruleset; separated "
            "by commas, all if not given."
        ),
    )
    value = Many(
        vocabulary=Either(ValueWords(), REGIMES),
        label=_("Value"),
        help_text=_(
            "Codes of values (permitted), families and models (neo_abolitionist), or values of one indicator "
            "(buying:permitted, regime_model:neo_abolitionist), separated by commas."
        ),
    )
    counted: ClassVar[dict[str, str]] = {
        "jurisdiction": "place.code",
        "kind": "place.kind",
        "region": "place.region",
        "subregion": "place.subregion",
        "year": "year",
        "indicator": "indicator",
        "value": "held.word",
    }

    class Meta(WideFilters.Meta):
        pass

    @classmethod
    def facet_names(cls) -> list[str]:
        return list(cls.counted)

    def counts(self, name: str) -> Counts:
        return of_attribute(self.panel(), self.counted[name])

    def derived(self) -> list[str]:
        """The variables of the regime that are asked for; none where a theme or the core of the codebook is."""
        if self.get("theme") or self.get("core") is not None:
            return []
        return [name for name in DERIVED if not self.get("indicator") or name in self.get("indicator")]

    def indicators(self) -> list[str]:
        named = self.get("indicator")
        return [] if named and not set(named) - set(DERIVED) else super().indicators()

    def panel(self, *, by_year: bool = False, backwards: tuple[bool, bool] = (False, False)) -> Panel:
        return panel(
            self.places(),
            self.years(),
            [*self.derived(), *self.indicators()],
            self.get("ruleset"),
            values=self.get("value"),
            by_year=by_year,
            backwards=backwards,
        )
