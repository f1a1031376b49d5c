"""Plain data -> the one way its YAML is written: same data, same bytes."""

from __future__ import annotations

import re
from typing import Any

import yaml

WIDTH = 118


class CanonicalDumper(yaml.SafeDumper):
    """Writes every scalar as text, quoted only where YAML needs it; lists of plain words on one line."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


CanonicalDumper.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])


def _words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and len(item) <= 80 for item in value)


def _node(dumper: CanonicalDumper, value: list[Any]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=_words(value))


CanonicalDumper.add_representer(list, _node)


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def emit(data: dict[str, Any]) -> str:
    """The data as canonical YAML. Mappings keep their order."""
    text: str = yaml.dump(
        _texts(data),
        Dumper=CanonicalDumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=WIDTH,
    )
    return text
