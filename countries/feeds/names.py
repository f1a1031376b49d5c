"""The names of the records that a page of changes speaks of, read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from typing import Any

from django.db.models import ForeignKey, Model
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from countries import models as m
from countries.models import Change
from countries.queries.news import Item
from countries.templatetags.jalons import partial

# record type -> its model and what is read along with it
READ: Mapping[str, tuple[type[Model], Sequence[str]]] = {
    "law": (m.Law, ("jurisdiction",)),
    "lawdate": (m.LawDate, ()),
    "lawrelation": (m.LawRelation, ("target",)),
    "provision": (m.Provision, ()),
    "case": (m.Case, ()),
    "milestone": (m.Milestone, ()),
    "milestonelink": (m.MilestoneLink, ("from_law", "from_milestone")),
    "platform": (m.Platform, ()),
    "statement": (m.Statement, ()),
    "jurisdiction": (m.Jurisdiction, ()),
    "membership": (m.Membership, ("union",)),
    "passage": (m.Passage, ()),
    "scheme": (m.Scheme, ()),
    "schemelabel": (m.SchemeLabel, ()),
    "classification": (m.Classification, ("jurisdiction", "label")),
    "indicator": (m.Indicator, ()),
    "indicatorvalue": (m.IndicatorValue, ()),
    "ruleset": (m.Ruleset, ()),
    "page": (m.Page, ()),
    "source": (m.Source, ()),
}
WHOLE = {  # the record type of a kind of thing
    "law": "law", "case": "case", "platform": "platform", "statement": "statement", "place": "jurisdiction",
    "classification": "scheme", "indicator": "indicator", "ruleset": "ruleset", "text": "page",
}  # fmt: skip
RECORD: Mapping[str, Any] = {
    "law": lambda r: r.label,
    "lawdate": lambda r: partial(r.partial),
    "lawrelation": lambda r: r.target.label,
    "provision": lambda r: r.pinpoint,
    "case": lambda r: r.title,
    "milestone": lambda r: f"{partial(r.partial)}, {r.title}",
    "milestonelink": lambda r: r.from_law.label if r.from_law else r.from_milestone.title,
    "platform": lambda r: r.name,
    "statement": lambda r: r.text,
    "jurisdiction": lambda r: r.name,
    "membership": lambda r: r.union.name,
    "passage": lambda r: r.text,
    "scheme": lambda r: r.name,
    "schemelabel": lambda r: r.label,
    "classification": lambda r: f"{r.jurisdiction.name}, {r.label.label}",
    "indicator": lambda r: r.name,
    "indicatorvalue": lambda r: r.label,
    "ruleset": lambda r: r.name,
    "page": lambda r: r.title,
    "source": lambda r: r.title,
}


class Names:
    """Records by type and id, as they are named today. A record that is gone is named by its id."""

    def __init__(self, items: Collection[Item]) -> None:
        wanted: dict[str, set[str]] = defaultdict(set)
        for item in items:
            if item.kind in WHOLE:
                wanted[WHOLE[item.kind]].add(item.key)
            if item.kind in {"answer", "regime"}:
                place, _dot, indicator = item.key.partition(".")
                wanted["jurisdiction"].add(place)
                wanted["indicator"].update({indicator} - {""})
            for change in item.changes:
                self._want(wanted, change)
        self.rows: dict[str, dict[str, Any]] = {
            kind: {str(key): row for key, row in self._read(kind, wanted[kind]).items()} for kind in READ
        }
        self.made = as_made(
            {(c.record_type, c.record_id): c.version_id for i in items for c in i.changes if c.action == "created"},
            self.rows,
        )

    @staticmethod
    def _read(kind: str, keys: set[str]) -> dict[Any, Any]:
        model, along = READ[kind]
        return model._default_manager.select_related(*along).in_bulk(sorted(keys)) if keys else {}

    @staticmethod
    def _want(wanted: dict[str, set[str]], change: m.Change) -> None:
        """The record itself, and those that its changed columns name."""
        if change.record_type == "coding_provisions":
            wanted["provision"].add(change.record_id.partition("|")[2])
        elif change.record_type in READ:
            wanted[change.record_type].add(change.record_id)
        model = models_by_name().get(change.record_type)
        for column, pair in change.fields.items():
            field = next((f for f in model._meta.concrete_fields if f.attname == column), None) if model else None
            kind = field.related_model._meta.model_name if isinstance(field, ForeignKey) else None
            if kind in READ:
                wanted[str(kind)].update(str(key) for key in pair if key not in (None, "", "None"))

    def record(self, kind: str, key: str) -> Any:
        return self.rows.get(kind, {}).get(key)

    def name(self, kind: str, key: str) -> str:
        row = self.record(kind, key)
        return str(RECORD[kind](row)) if row is not None else key

    def as_made(self, kind: str, key: str) -> str:
        """The name of a record as it was when a version made it."""
        row = self.made.get((kind, key), self.record(kind, key))
        return str(RECORD[kind](row)) if row is not None and kind in RECORD else key

    def ids(self, kind: str) -> dict[str, str]:
        """Id -> name, of all records of a type."""
        return {key: str(RECORD[kind](row)) for key, row in self.rows.get(kind, {}).items()}

    def title(self, item: Item) -> str:
        """What the thing is called."""
        if item.kind == "sources":
            return _("Sources")
        place, _dot, indicator = item.key.partition(".")
        if item.kind == "answer":
            name, question = self.name("jurisdiction", place), self.name("indicator", indicator)
            return _("%(place)s, %(thing)s") % {"place": name, "thing": question}
        if item.kind == "regime":
            return _("%(place)s, %(thing)s") % {"place": self.name("jurisdiction", place), "thing": _("regime")}
        law = self.record("law", item.key) if item.kind == "law" else None
        if law:
            return _("%(place)s, %(thing)s") % {"place": law.jurisdiction.name, "thing": law.label}
        return self.name(WHOLE[item.kind], item.key)

    def address(self, item: Item) -> str:
        """Where the thing can be read; what is gone, among the changes."""
        place, _dot, indicator = item.key.partition(".")
        kind = "jurisdiction" if item.kind in {"answer", "regime"} else WHOLE.get(item.kind, "")
        key = place if item.kind in {"answer", "regime"} else item.key
        if item.kind == "sources" or self.record(kind, key) is None:
            return f"{reverse('changes')}?version={item.version.version}"
        anchors = {"answer": indicator, "regime": "regime"}
        if item.kind in {"answer", "regime", "place"}:
            anchor = anchors.get(item.kind, "")
            return reverse("country", args=[key]) + (f"#{anchor}" if anchor else "")
        return self._page(item, key)

    def _page(self, item: Item, key: str) -> str:
        if item.kind in {"law", "case", "platform"}:
            return reverse(item.kind, args=[key])
        if item.kind == "statement":
            return f"{reverse('report')}#statement-{self.record('statement', key).number}"
        if item.kind == "text":
            return _text(key)
        anchors = {"classification": f"classifications#{key}", "ruleset": f"codebook#ruleset-{key}"}
        name, _mark, anchor = anchors.get(item.kind, f"codebook#{key}").partition("#")
        return f"{reverse(name)}#{anchor}"


def as_made(made: Mapping[tuple[str, str], int], rows: Mapping[str, Mapping[str, Any]]) -> dict[tuple[str, str], Any]:
    """Records as the versions that made them had them: today's, without what has changed since (1 query)."""
    found: dict[tuple[str, str], Any] = {}
    later = Change.objects.filter(record_id__in={record for _, record in made}).exclude(action="created")
    for change in later.order_by("-version"):
        key = (change.record_type, change.record_id)
        row = found.get(key) or copy(rows.get(change.record_type, {}).get(change.record_id))
        if row is None or change.version_id <= made.get(key, change.version_id):
            continue
        for field in row._meta.concrete_fields:
            if field.attname in change.fields and (text := change.fields[field.attname][0]) != "None":
                setattr(row, field.attname, field.to_python(text))
        found[key] = row
    return found


def _text(slug: str) -> str:
    """The page of a text of our own, which is named like it."""
    try:
        return reverse(slug)
    except NoReverseMatch:
        return reverse("home")


def models_by_name() -> dict[str, type[Model]]:
    """Every model of the subject by the name that a Change calls it."""
    found = [value for value in vars(m).values() if isinstance(value, type) and issubclass(value, Model)]
    return {str(model._meta.model_name): model for model in found if not model._meta.abstract}
