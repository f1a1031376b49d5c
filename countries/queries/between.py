"""What changed between two versions of the data: the net effect of all changes from the one to the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from django.apps import apps
from django.db.models import Model, QuerySet

from countries.models import Change, DataVersion

Key = tuple[str, str]
Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class NetChange:
    """A record that one version lacks or has otherwise than the other; `fields` maps a column to `[old, new]`.

    A removed record has its old columns as far as they were kept. One that was removed and came back in another
    form before removals kept them is `changed` without fields.
    """

    action: str
    record_type: str
    record_id: str
    jurisdiction_code: str
    fields: dict[str, list[str | None]] = field(default_factory=dict)


def changes_between(
    older: DataVersion | None, newer: DataVersion, record_types: Collection[str] = ()
) -> list[NetChange]:
    """The net effect of the versions after `older` up to `newer`, by type and id of the record.

    Without `older`, of all versions up to `newer`. 1 query; where records were removed and came back, one more,
    and one for each of their types.
    """
    changes = Change.objects.filter(version__lte=newer)
    if older:
        changes = changes.filter(version__gt=older)
    if record_types:
        changes = changes.filter(record_type__in=record_types)
    histories = _by_record(changes)
    back = {key for key, own in histories.items() if came_back(own)}
    later, present = _later(newer, back), _present(back)
    found = [
        net(own, later.get(key, ()), present.get(key, {}))
        for key, own in histories.items()
        if not (key in back and is_link(key[0]))
    ]
    return sorted((one for one in found if one), key=attrgetter("record_type", "record_id"))


def _by_record(changes: QuerySet[Change]) -> dict[Key, list[Change]]:
    """(type, id) -> the changes of the record, the earliest first."""
    found: dict[Key, list[Change]] = defaultdict(list)
    for change in changes.order_by("version_id", "pk"):
        found[change.record_type, change.record_id].append(change)
    return found


def _later(version: DataVersion, keys: Collection[Key]) -> dict[Key, list[Change]]:
    """The changes of these records since the version."""
    if not keys:
        return {}
    return _by_record(Change.objects.filter(version__gt=version, record_type__in={kind for kind, _ in keys}))


def _present(keys: Collection[Key]) -> dict[Key, Texts]:
    """The columns that these records have today, as the list of changes writes them."""
    found: dict[Key, Texts] = {}
    for kind in sorted({kind for kind, _ in keys}):
        model = _models().get(kind)
        if model and not is_link(kind):
            rows = model._default_manager.in_bulk([key for other, key in keys if other == kind])
            found |= {(kind, str(key)): _columns(row) for key, row in rows.items()}
    return found


def _models() -> dict[str, type[Model]]:
    return apps.get_app_config("countries").models


def _columns(row: Model) -> Texts:
    return {column.attname: column.value_to_string(row) for column in row._meta.concrete_fields}


def is_link(record_type: str) -> bool:
    """Whether the record only says that two others belong together: it has nothing that could differ."""
    model = _models().get(record_type)
    return bool(model and model._meta.auto_created)


def came_back(history: Sequence[Change]) -> bool:
    """Whether a record that stood before was removed and stands again."""
    actions = [change.action for change in history]
    return actions[0] != "created" and actions[-1] != "removed" and "removed" in actions


def net(history: Sequence[Change], later: Sequence[Change], present: Texts) -> NetChange | None:
    """The changes of one record as one, or None if they come to nothing.

    `later` are its changes since, `present` the columns that it has today.
    """
    stood, stands = history[0].action != "created", history[-1].action != "removed"
    last = history[-1]
    made = (last.record_type, last.record_id, last.jurisdiction_code)
    if not stood:
        return NetChange("created", *made) if stands else None
    if not stands:
        return NetChange("removed", *made, {name: [old, None] for name, old in sorted(_olds(history).items())})
    if not came_back(history):
        fields = _different(_olds(history), _news(history))
        return NetChange("changed", *made, fields) if fields else None
    removal = next(change for change in history if change.action == "removed")
    fields = _different(_olds(history), present | _olds(later))
    return NetChange("changed", *made, fields) if fields or not removal.fields else None


def _different(before: Texts, after: Mapping[str, str]) -> dict[str, list[str | None]]:
    return {name: [old, after[name]] for name, old in sorted(before.items()) if name in after and after[name] != old}


def _olds(history: Iterable[Change]) -> Texts:
    """Column -> what it held before the changes, as far as they tell: up to the first removal, which tells all."""
    found: Texts = {}
    for change in history:
        for name, (old, _) in change.fields.items():
            found.setdefault(name, old)
        if change.action == "removed":
            break
    return found


def _news(history: Iterable[Change]) -> Texts:
    return {name: new for change in history for name, (_, new) in change.fields.items()}
