"""What versions of the data changed, gathered by what readers know: an answer, a regime, a law, a case, ...

A load writes one Change a row. A reader follows things: a coding that ends and the one that begins there are one
change of one answer; a law with its dates, relations and provisions is one law.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from countries.models import Change, CodingDifference, DataVersion

# A version that changed more things than this is told as one; how many versions a page of a feed holds.
MOST_TOLD = 40
MOST_CHANGES = 2000
VERSIONS_A_PAGE = 10
RULESET = "kb-1"


def _answer(record: str) -> str:
    return ".".join(record.split(".")[:2])


def _before(mark: str) -> Callable[[str], str]:
    return lambda record: record.partition(mark)[0]


def _itself(record: str) -> str:
    return record


# record type -> the kind of thing it belongs to, and how its id names the thing. The order is that of the entries.
BELONGS: dict[str, tuple[str, Callable[[str], str]]] = {
    "regimespell": ("regime", _before(".")),
    "coding": ("answer", _answer),
    "coding_provisions": ("answer", _answer),
    "law": ("law", _itself),
    "lawdate": ("law", lambda record: record.rpartition(".")[0]),
    "lawrelation": ("law", _before("|")),
    "provision": ("law", _before("/")),
    "case": ("case", _itself),
    "milestone": ("case", _before("/")),
    "milestonelink": ("case", _before("/")),
    "platform": ("platform", _itself),
    "statement": ("statement", _itself),
    "qualification": ("statement", _itself),
    "jurisdiction": ("place", _itself),
    "membership": ("place", _before(".")),
    "passage": ("place", _before(".")),
    "classification": ("classification", _before(".")),
    "scheme": ("classification", _itself),
    "schemelabel": ("classification", _before("/")),
    "indicator": ("indicator", _itself),
    "indicatorvalue": ("indicator", _before(":")),
    "ruleset": ("ruleset", _itself),
    "rule": ("ruleset", _before("/")),
    "page": ("text", _itself),
    "source": ("sources", lambda _record: ""),
    "citation": ("sources", lambda _record: ""),
}
KINDS = tuple(dict.fromkeys(kind for kind, _ in BELONGS.values()))


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a version changed, with all its changes, whichever of them were asked for."""

    version: DataVersion
    kind: str
    key: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """What a version changed of what was asked for.

    `counts` are (record type, action, number). `items` are None where there are too many rows to go through them:
    of the first version, which made everything, and of others like it.
    """

    version: DataVersion
    counts: tuple[tuple[str, str, int], ...]
    items: tuple[Item, ...] | None

    @property
    def together(self) -> bool:
        """Whether it is told as one thing."""
        return self.items is None or len(self.items) > MOST_TOLD


@dataclass(frozen=True, slots=True)
class Editions:
    """A page of editions, the newest first, of `pages`."""

    editions: tuple[Edition, ...]
    page: int
    pages: int


def editions(asked: QuerySet[Change], page: int) -> Editions | None:
    """The page of what was asked for; None if there is no such page (6 queries)."""
    known = asked.filter(record_type__in=BELONGS).order_by()
    sizes = dict(known.values_list("version").annotate(Count("pk")).order_by("-version"))
    pages = max(1, -(-len(sizes) // VERSIONS_A_PAGE))
    if not 1 <= page <= pages:
        return None
    numbers = list(sizes)[(page - 1) * VERSIONS_A_PAGE : page * VERSIONS_A_PAGE]
    versions = DataVersion.objects.in_bulk(numbers)
    first = DataVersion.objects.order_by("number").values_list("number", flat=True).first()
    counts = _counts(known, numbers)
    told = [number for number in numbers if number != first and sizes[number] <= MOST_CHANGES]
    items = _items(known, told, versions)
    return Editions(
        tuple(
            Edition(versions[number], counts[number], tuple(items[number]) if number in told else None)
            for number in numbers
        ),
        page,
        pages,
    )


def _counts(known: QuerySet[Change], numbers: Sequence[int]) -> dict[int, tuple[tuple[str, str, int], ...]]:
    found: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    rows = known.filter(version__in=numbers).values_list("version", "record_type", "action").annotate(Count("pk"))
    for number, record_type, action, counted in rows:
        found[number].append((record_type, action, counted))
    order = list(BELONGS)
    return {number: tuple(sorted(found[number], key=lambda row: (order.index(row[0]), row[1]))) for number in numbers}


def _items(known: QuerySet[Change], numbers: Sequence[int], versions: dict[int, DataVersion]) -> dict[int, list[Item]]:
    """The things that some change asked for belongs to, by version."""
    wanted = {
        (number, *thing)
        for number, record_type, record in known.filter(version__in=numbers).values_list(
            "version", "record_type", "record_id"
        )
        if (thing := thing_of(record_type, record))
    }
    gathered: dict[tuple[int, str, str], list[Change]] = defaultdict(list)
    for change in Change.objects.filter(version__in=numbers, record_type__in=BELONGS).order_by("record_id", "pk"):
        thing = thing_of(change.record_type, change.record_id)
        if thing and (change.version_id, *thing) in wanted:
            gathered[change.version_id, *thing].append(change)
    found: dict[int, list[Item]] = {number: [] for number in numbers}
    for (number, kind, key), changes in sorted(gathered.items(), key=lambda pair: (KINDS.index(pair[0][1]), pair[0])):
        found[number].append(Item(versions[number], kind, key, tuple(changes)))
    return found


def thing_of(record_type: str, record: str) -> tuple[str, str] | None:
    """The kind and the key of what a record belongs to; None for what readers do not know."""
    if record_type == "regimespell" and record.split(".")[1:2] != [RULESET]:
        return None
    kind, key = BELONGS[record_type]
    return kind, key(record)


def reasons(items: Sequence[Item]) -> dict[tuple[int, str], CodingDifference]:
    """(version, answer) -> how a difference between two coders was settled in that version (2 queries)."""
    numbers = {item.version.number for item in items if item.kind == "answer"}
    changes = Change.objects.filter(version__in=numbers, record_type="codingdifference").exclude(action="removed")
    settled = dict(changes.order_by("version").values_list("record_id", "version"))
    found = CodingDifference.objects.in_bulk(sorted(settled))
    return {(settled[key], _answer(key)): row for key, row in found.items()}
