"""Citations: CSL-JSON, BibTeX, RIS, text; whole results."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countries.cite import bibtex, page_item, ris, source_item, suggested
from countries.cite.bibtex import escape
from countries.models import Source

SOURCE = Source(
    id="fr-senat-697",
    kind="official",
    csl_type="report",
    title="Rapport n° 697 & annexes_1",
    author=["Michelle Meunier"],
    publisher="Sénat",
    issued=dt.date(2014, 7, 1),
    issued_precision="month",
    lang="fr",
    url="https://www.senat.fr/rap/l13-697-1/",
)
ITEM = source_item(SOURCE, dt.date(2026, 11, 20))
PAGE = page_item(
    "compare-FR-SE",
    "France and Sweden",
    "https://example.org/en/compare/?j=FR,SE",
    "en",
    "2026.11.1",
    dt.date(2019, 6, 4),
    dt.date(2026, 11, 23),
)


def test_a_source_is_a_csl_item() -> None:
    assert ITEM == {
        "id": "fr-senat-697",
        "type": "report",
        "title": "Rapport n° 697 & annexes_1",
        "author": [{"literal": "Michelle Meunier"}],
        "publisher": "Sénat",
        "issued": {"date-parts": [[2014, 7]]},
        "accessed": {"date-parts": [[2026, 11, 20]]},
        "URL": "https://www.senat.fr/rap/l13-697-1/",
        "language": "fr",
    }
    assert json.loads(json.dumps(ITEM)) == ITEM


def test_bibtex() -> None:
    assert bibtex([ITEM]) == (
        "@techreport{fr-senat-697,\n"
        "  title = {{Rapport n° 697 \\& annexes\\_1}},\n"
        "  author = {{Michelle Meunier}},\n"
        "  institution = {Sénat},\n"
        "  year = {2014},\n"
        "  month = {7},\n"
        "  url = {https://www.senat.fr/rap/l13-697-1/},\n"
        "  urldate = {2026-11-20},\n"
        "  langid = {fr},\n"
        "}\n"
    )


def test_ris() -> None:
    assert ris([ITEM]).split("\r\n") == [
        "TY  - RPRT",
        "ID  - fr-senat-697",
        "TI  - Rapport n° 697 & annexes_1",
        "AU  - Michelle Meunier",
        "PB  - Sénat",
        "PY  - 2014",
        "DA  - 2014/07/",
        "Y2  - 2026/11/20",
        "UR  - https://www.senat.fr/rap/l13-697-1/",
        "LA  - fr",
        "ER  - ",
        "",
    ]


def test_a_page_names_its_version_and_date() -> None:
    assert PAGE["note"] == "Law as of 2019-06-04; data version 2026.11.1"
    assert suggested(PAGE) == (
        "The Jalons contributors. France and Sweden. Jalons, data version 2026.11.1, 2026-11-23. "
        "https://example.org/en/compare/?j=FR,SE"
    )


def test_a_source_in_text() -> None:
    assert suggested(ITEM) == (
        "Michelle Meunier. Rapport n° 697 & annexes_1. Sénat, 2014-07. https://www.senat.fr/rap/l13-697-1/"
    )


def test_a_bare_source_has_only_what_is_known() -> None:
    bare = source_item(Source(id="x", csl_type="webpage", title="T", lang="en"))
    assert bare == {"id": "x", "type": "webpage", "title": "T", "language": "en"}
    assert ris([bare]) == "TY  - ELEC\r\nID  - x\r\nTI  - T\r\nLA  - en\r\nER  - \r\n"
    assert bibtex([bare]) == "@misc{x,\n  title = {{T}},\n  langid = {en},\n}\n"
    assert suggested(bare) == "T"


@given(st.text())
def test_no_text_opens_a_group_or_a_command_in_bibtex(text: str) -> None:
    escaped = escape(text)
    for char in "&%$#_":
        assert escaped.count(char) == escaped.count(f"\\{char}")


@pytest.mark.parametrize("title", ["a\nb", "a\r\nER  - ", "\tx"])
def test_no_title_ends_a_ris_record(title: str) -> None:
    lines = ris([{"id": "x", "type": "book", "title": title}]).split("\r\n")
    assert lines[-2:] == ["ER  - ", ""]
    assert len([line for line in lines if line.startswith("ER")]) == 1
