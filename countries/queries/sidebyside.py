"""The comparison that a page shows: columns with their rods, rows with evidence, on one day or on two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from countries.choices import Theme
from countries.models import Indicator, Jurisdiction, RegimeSpell

from .cells import Cell, by_coding, cells, citing, held, on, with_rule
from .compare import Agreement, agreements
from .compare import Cell as Plain
from .compare import Row as PlainRow
from .timeline import Rod, by_place, rod


@dataclass(frozen=True, slots=True)
class Column:
    """A jurisdiction, its regime on the day (None: unknown) and, in a two-date comparison, on the second day."""

    place: Jurisdiction
    regime: RegimeSpell | None
    regime_then: RegimeSpell | None
    rod: Rod


@dataclass(frozen=True, slots=True)
class Entry:
    """What a jurisdiction answers on the day, and on the second day where there is one."""

    place: Jurisdiction
    now: Cell | None
    then: Cell | None
    changed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One question: an entry a column. It `differs` where two findings are not the same."""

    indicator: Indicator
    entries: tuple[Entry, ...]
    differs: bool
    complete: bool

    @property
    def changed(self) -> bool:
        return any(entry.changed for entry in self.entries)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """`agreements` are over the day; `groups` gathers the columns by the model they are under, in order."""

    day: dt.date
    then: dt.date | None
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    agreements: tuple[Agreement, ...]

    @property
    def themes(self) -> list[tuple[str, list[Line]]]:
        """(theme, its lines) in the codebook's order."""
        grouped = [(str(t.label), [ln for ln in self.lines if ln.indicator.theme == t.value]) for t in Theme]
        return [(label, own) for label, own in grouped if own]

    @property
    def groups(self) -> list[tuple[RegimeSpell | None, list[Jurisdiction]]]:
        found: dict[str, tuple[RegimeSpell | None, list[Jurisdiction]]] = {}
        for column in self.columns:
            key = column.regime.model if column.regime else ""
            found.setdefault(key, (column.regime, []))[1].append(column.place)
        return list(found.values())

    @property
    def differing(self) -> int:
        return sum(line.differs for line in self.lines)

    @property
    def answered(self) -> int:
        """The questions that at least two of the jurisdictions are coded for."""
        return sum(sum(entry.now is not None for entry in line.entries) > 1 for line in self.lines)

    @property
    def changes(self) -> list[tuple[Indicator, Entry]]:
        """What changed between the two days."""
        return [(line.indicator, entry) for line in self.lines for entry in line.entries if entry.changed]


def side_by_side(
    places: Sequence[Jurisdiction], day: dt.date, then: dt.date | None, ruleset: str, today: dt.date
) -> SideBySide:
    """The jurisdictions compared, in the given order; questions that none is coded for are left out (5 queries)."""
    days = on(day) | on(then) if then else on(day)
    rows = held(days & Q(jurisdiction__in=places))
    evidence = by_coding(citing(Q(coding__in={row.coding_id for row in rows})))
    found = cells(rows, evidence)
    codes = [place.code for place in places]
    lines = tuple(_line(indicator, places, found, day, then) for indicator in Indicator.objects.all())
    shown = tuple(line for line in lines if any(entry.now or entry.then for entry in line.entries))
    columns = _columns(places, day, then, ruleset, today)
    plain = [_plain(line) for line in shown]
    return SideBySide(day, then, columns, shown, agreements(codes, plain))


def _line(
    indicator: Indicator, places: Sequence[Jurisdiction], found: Sequence[Cell], day: dt.date, then: dt.date | None
) -> Line:
    own = [cell for cell in found if cell.row.indicator_id == indicator.code]
    entries = []
    for place in places:
        here = [cell for cell in own if cell.row.jurisdiction_id == place.code]
        now = next((cell for cell in here if cell.holds_on(day)), None)
        later = next((cell for cell in here if then and cell.holds_on(then)), None)
        changed = then is not None and (now.value if now else None) != (later.value if later else None)
        entries.append(Entry(place, now, later, changed))
    values = {entry.now.value for entry in entries if entry.now and entry.now.row.value.is_finding}
    return Line(indicator, tuple(entries), len(values) > 1, all(entry.now for entry in entries))


def _plain(line: Line) -> PlainRow:
    cells_ = tuple(Plain(entry.place, entry.now.row if entry.now else None) for entry in line.entries)
    return PlainRow(line.indicator, cells_)


def _columns(
    places: Sequence[Jurisdiction], day: dt.date, then: dt.date | None, ruleset: str, today: dt.date
) -> tuple[Column, ...]:
    spells = by_place(
        with_rule(RegimeSpell.objects.filter(ruleset=ruleset, jurisdiction__in=places).select_related("trigger"))
    )
    return tuple(
        Column(
            place,
            _on(spells.get(place.code, []), day),
            _on(spells.get(place.code, []), then) if then else None,
            rod(spells.get(place.code, []), today, day),
        )
        for place in places
    )


def _on(spells: Sequence[RegimeSpell], day: dt.date) -> RegimeSpell | None:
    return next((spell for spell in spells if spell.start <= day and (spell.end is None or day < spell.end)), None)
