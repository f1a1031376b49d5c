"""What changed since the release before: for people as Markdown, for machines as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from countries.models import DataVersion
from countries.queries.between import NetChange, changes_between
from countries.queries.known import Difference, differences

LONGEST = 120
WORDS = {"created": "new", "changed": "changed", "removed": "removed"}


def change_list(version: DataVersion, since: DataVersion | None) -> dict[str, Any]:
    """Record by record, with old and new columns. Of the first release nothing is listed: all of it is new."""
    return {
        "version": version.version,
        "hash": version.hash,
        "since": since and since.version,
        "changes": [
            {
                "action": one.action,
                "record_type": one.record_type,
                "record_id": one.record_id,
                "jurisdiction": one.jurisdiction_code or None,
                "changed": one.fields,
            }
            for one in (changes_between(since, version) if since else ())
        ],
    }


def change_log(version: DataVersion, since: DataVersion | None) -> str:
    """The same to read, after the answers that are no longer what they were."""
    if since is None:
        return f"# {version.version}\n\nThe first release: all of it is new.\n"
    found = changes_between(since, version)
    return "\n".join([f"# {version.version}, since {since.version}", *_answers(version, since), *_records(found), ""])


def _answers(version: DataVersion, since: DataVersion) -> Iterator[str]:
    """The answers and regimes that differ about the day of the version."""
    day = version.loaded_at.date()
    yield f"\n## Answers about the law of {day} that differ\n"
    if not since.archived:
        yield f"What was in force as {since.version} knew it was not kept."
        return
    found = differences(since, version, day).others
    yield from (_answer(one) for one in found)
    if not found:
        yield "None."


def _answer(one: Difference) -> str:
    return f"- {one.jurisdiction}, {one.subject}: {one.old_answer or 'not coded'} → {one.new_answer or 'not coded'}"


def _records(found: Sequence[NetChange]) -> Iterator[str]:
    counts = Counter((one.record_type, one.action) for one in found)
    kinds = sorted({one.record_type for one in found})
    yield "\n## Records\n"
    if not found:
        yield "None."
        return
    yield "| type | new | changed | removed |\n|---|---|---|---|"
    for kind in kinds:
        yield f"| {kind} | " + " | ".join(str(counts[kind, action]) for action in WORDS) + " |"
    for kind in kinds:
        yield f"\n### {kind}\n"
        yield from (_record(one) for one in found if one.record_type == kind)


def _record(one: NetChange) -> str:
    fields = one.fields.items() if one.action == "changed" else ()
    said = "; ".join(f"{name}: {_short(old)} → {_short(new)}" for name, (old, new) in fields)
    return f"- {WORDS[one.action]}: {one.record_id}" + (f" ({said})" if said else "")


def _short(value: Any) -> str:
    text = " ".join(str(value).split()) if value is not None and value != "" else "–"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
