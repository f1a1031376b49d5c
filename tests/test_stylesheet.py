"""The stylesheet says each thing once: a property of `:root` that stands twice hides the first."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

SHEET = (Path(__file__).resolve().parent.parent / "kb/static/kb/jalons.css").read_text()


def test_a_custom_property_is_declared_once_in_each_block() -> None:
    blocks = re.findall(r":root \{([^}]*)\}", SHEET)
    assert len(blocks) >= 2
    twice = [
        name for block in blocks for name, times in Counter(re.findall(r"(--[a-z-]+):", block)).items() if times > 1
    ]
    assert twice == []


def test_every_custom_property_that_is_used_is_declared() -> None:
    assert set(re.findall(r"var\((--[a-z-]+)", SHEET)) - set(re.findall(r"(--[a-z-]+):", SHEET)) == set()
