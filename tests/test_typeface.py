"""Our own typeface: small, licensed, and with every Latin letter that a name on the site is written in."""

from __future__ import annotations

import re
import struct
import unicodedata
from pathlib import Path

import pytest

from countries import models as m
from countries.dossier.outcome import Outcome

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "kb/static/kb/fonts"
SHEET = (ROOT / "kb/static/kb/jalons.css").read_text()
MOST = 55_000


def letters(font: Path) -> set[str]:
    """The characters of a TrueType file: its `cmap` of format 4."""
    held = font.read_bytes()
    tables = {
        held[at : at + 4]: struct.unpack(">II", held[at + 8 : at + 16])
        for at in range(12, 12 + 16 * int.from_bytes(held[4:6]), 16)
    }
    cmap = held[tables[b"cmap"][0] :]
    subtables = (int.from_bytes(cmap[at + 4 : at + 8]) for at in range(4, 4 + 8 * int.from_bytes(cmap[2:4]), 8))
    form = next(cmap[at:] for at in subtables if int.from_bytes(cmap[at : at + 2]) == 4)
    pairs = int.from_bytes(form[6:8]) // 2
    ends = struct.unpack(f">{pairs}H", form[14 : 14 + 2 * pairs])
    starts = struct.unpack(f">{pairs}H", form[16 + 2 * pairs : 16 + 4 * pairs])
    return {chr(code) for start, end in zip(starts, ends, strict=True) for code in range(start, min(end + 1, 0xFFFF))}


def test_what_pages_load_is_small() -> None:
    files = sorted(FONTS.glob("*.woff2"))
    assert [file.name for file in files] == ["jalons-serif-italic.woff2", "jalons-serif.woff2"]
    assert {file.read_bytes()[:4] for file in files} == {b"wOF2"}
    assert 10_000 < sum(file.stat().st_size for file in files) <= MOST


def test_the_style_sheet_names_the_files_that_are_there_and_swaps_them_in() -> None:
    rules = re.findall(r'@font-face \{ font-family: "Jalons Serif"; src: url\("([^"]+)"\).*?(font-display: \w+)', SHEET)
    assert rules == [
        ("fonts/jalons-serif.woff2", "font-display: swap"),
        ("fonts/jalons-serif-italic.woff2", "font-display: swap"),
    ]
    assert re.findall(r'--serif: "([^"]+)"', SHEET) == ["Jalons Serif"]


def test_the_licence_lies_beside_it() -> None:
    text = (FONTS / "OFL.txt").read_text()
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Reserved Font Name" in text


@pytest.mark.django_db
@pytest.mark.parametrize("cut", ["jalons-serif-400.ttf", "jalons-serif-600.ttf"])
def test_it_has_the_letters_of_every_name(real_base: Outcome, cut: str) -> None:
    names = {
        text
        for model in (m.Jurisdiction, m.Indicator, m.IndicatorValue, m.Case, m.Platform, m.Law)
        for row in model.objects.all()
        for text in named(row)
    }
    assert len(names) > 500
    assert sorted(letter for letter in set("".join(names)) - letters(FONTS / cut) if latin(letter)) == []


def latin(letter: str) -> bool:
    """Whether it belongs to a name in Latin script; a law may be cited in its own."""
    return unicodedata.name(letter).startswith("LATIN") or letter in "–—’‘“”«»…§°€×"


def named(row: object) -> list[str]:
    columns = ("name_en", "name_fr", "label_en", "label_fr", "title_en", "title_fr", "short_name_en", "short_name_fr")
    found = [str(getattr(row, column, "")) for column in columns]
    return [*found, row.label] if isinstance(row, m.Law) else found
