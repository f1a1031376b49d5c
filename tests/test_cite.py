"""Citations: CSL-JSON, BibTeX, RIS, text; whole results, and everything read back by strict readers."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from countries.cite import bibtex, entry_item, page_item, ris, source_item, suggested
from countries.cite.csl import Item
from countries.cite.tex import tex
from countries.models import DataVersion, Source
from tests.formats import CSL_SCHEMA, read_bibtex, read_ris, untex

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
ITEM = source_item(SOURCE, dt.date(2026, 11, 20), "p. 12")
VERSION = DataVersion(version="2026.11.1", loaded_at=dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC))
with override("en"):
    PAGE = page_item(
        "jalons-compare-fr-se",
        "France and Sweden, side by side",
        "https://example.org/en/compare/?j=FR,SE&as_of=2019-06-04",
        "en",
        VERSION,
        dt.date(2026, 11, 29),
        "law as of 4 June 2019",
    )
    ENTRY = entry_item(PAGE, "buying", "France: Buying – Administrative offence", "buying = administrative_offence")
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1)


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
        "note": "p. 12",
    }


def test_a_page_names_its_version_and_its_day() -> None:
    assert PAGE == {
        "id": "jalons-compare-fr-se",
        "type": "webpage",
        "title": "France and Sweden, side by side",
        "author": [{"literal": "The Jalons contributors"}],
        "container-title": "Jalons",
        "publisher": "Jalons",
        "issued": {"date-parts": [[2026, 11, 23]]},
        "accessed": {"date-parts": [[2026, 11, 29]]},
        "URL": "https://example.org/en/compare/?j=FR,SE&as_of=2019-06-04",
        "language": "en",
        "version": "2026.11.1",
        "note": "law as of 4 June 2019, data version 2026.11.1, CC BY 4.0",
    }


def test_a_part_of_a_page_is_an_entry_at_its_anchor() -> None:
    assert ENTRY == {
        **PAGE,
        "id": "jalons-compare-fr-se-buying",
        "type": "entry",
        "title": "France: Buying – Administrative offence",
        "URL": "https://example.org/en/compare/?j=FR,SE&as_of=2019-06-04#buying",
        "note": "buying = administrative_offence, law as of 4 June 2019, data version 2026.11.1, CC BY 4.0",
    }


def test_the_items_keep_to_the_csl_data_schema() -> None:
    validator = Draft202012Validator(CSL_SCHEMA)
    items = json.loads(json.dumps([ITEM, PAGE, ENTRY]))
    assert [error.message for error in validator.iter_errors(items)] == []
    assert [error.message for error in validator.iter_errors([{**ITEM, "seen": "x"}])] != []


def test_bibtex() -> None:
    assert bibtex([ITEM, PAGE]) == (
        "@techreport{fr-senat-697,\n"
        "  title = {{Rapport n° 697 \\& annexes\\_1}},\n"
        "  author = {{Michelle Meunier}},\n"
        "  institution = {S{\\'{e}}nat},\n"
        "  year = {2014},\n"
        "  url = {https://www.senat.fr/rap/l13-697-1/},\n"
        "  urldate = {2026-11-20},\n"
        "  note = {p. 12},\n"
        "  langid = {fr},\n"
        "  month = jul,\n"
        "}\n"
        "\n"
        "@misc{jalons-compare-fr-se,\n"
        "  title = {{France and Sweden, side by side}},\n"
        "  author = {{The Jalons contributors}},\n"
        "  howpublished = {Jalons},\n"
        "  year = {2026},\n"
        "  url = {https://example.org/en/compare/?j=FR,SE&as_of=2019-06-04},\n"
        "  urldate = {2026-11-29},\n"
        "  version = {2026.11.1},\n"
        "  note = {law as of 4 June 2019, data version 2026.11.1, CC BY 4.0},\n"
        "  langid = {en},\n"
        "  month = nov,\n"
        "}\n"
    )


def test_bibtex_is_read_back_whole() -> None:
    first, second = read_bibtex(bibtex([ITEM, PAGE]))
    assert (first["kind"], first["key"], first["month"]) == ("techreport", "fr-senat-697", "jul")
    assert (untex(first["title"]), untex(first["institution"])) == ("Rapport n° 697 & annexes_1", "Sénat")
    assert (second["version"], second["url"]) == ("2026.11.1", PAGE["URL"])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Œuvres: Straße, Łódź", r"{\OE}uvres: Stra{\ss}e, {\L}{\'{o}}d{\'{z}}"),
        ("ni\u00f1a, \u00c5land, \u0160koda, \u0218", r"ni{\~{n}}a, {\AA}land, {\v{S}}koda, Ș"),
        ("50 % of $1 {x} ~ ^ \\ #1 a_b", None),
        ("Ποινικός κώδικας § 3 – « a » 売春防止法", "Ποινικός κώδικας § 3 – « a » 売春防止法"),
        ("article\u00a01 : 3\u202f750", r"article~1 : 3\,750"),
    ],
)
def test_tex(text: str, written: str | None) -> None:
    assert untex(tex(text)) == text
    if written is not None:
        assert tex(text) == written


@given(TEXTS)
def test_any_title_is_read_back_from_bibtex(title: str) -> None:
    (entry,) = read_bibtex(bibtex([{**ITEM, "title": title}]))
    assert untex(entry["title"]) == unicodedata.normalize(
        "NFC", "".join(" " if c.isspace() and c not in "\u00a0\u202f" else c for c in title)
    )


@given(st.text())
def test_any_title_at_all_leaves_bibtex_and_ris_readable(title: str) -> None:
    item: Item = {"id": "x", "type": "book", "title": title or "x", "URL": f"https://example.org/{title}"}
    assert [entry["key"] for entry in read_bibtex(bibtex([item, ITEM]))] == ["x", "fr-senat-697"]
    assert [dict(record)["TY"] for record in read_ris(ris([item, ITEM]))] == ["BOOK", "RPRT"]


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
        "N1  - p. 12",
        "ER  - ",
        "",
    ]


def test_ris_of_a_page_and_of_its_part() -> None:
    page, entry = read_ris(ris([PAGE, ENTRY]))
    assert dict(page)["TY"] == "ELEC"
    assert entry == [
        ("TY", "DBASE"),
        ("ID", "jalons-compare-fr-se-buying"),
        ("TI", "France: Buying – Administrative offence"),
        ("AU", "The Jalons contributors"),
        ("T2", "Jalons"),
        ("PB", "Jalons"),
        ("ET", "2026.11.1"),
        ("PY", "2026"),
        ("DA", "2026/11/23"),
        ("Y2", "2026/11/29"),
        ("UR", "https://example.org/en/compare/?j=FR,SE&as_of=2019-06-04#buying"),
        ("LA", "en"),
        ("N1", "buying = administrative_offence, law as of 4 June 2019, data version 2026.11.1, CC BY 4.0"),
        ("ER", ""),
    ]


def test_in_words() -> None:
    with override("en"):
        assert suggested(PAGE) == (
            "The Jalons contributors. “France and Sweden, side by side”. Jalons, 2026-11-23, law as of 4 June 2019, "
            "data version 2026.11.1, CC BY 4.0. https://example.org/en/compare/?j=FR,SE&as_of=2019-06-04 "
            "(consulted 2026-11-29)"
        )
        assert suggested(ITEM) == (
            "Michelle Meunier. “Rapport n° 697 & annexes_1”. Sénat, 2014-07, p. 12. "
            "https://www.senat.fr/rap/l13-697-1/ (consulted 2026-11-20)"
        )


def test_a_bare_source_has_only_what_is_known() -> None:
    bare = source_item(Source(id="x", csl_type="webpage", title="T", lang="en"))
    assert bare == {"id": "x", "type": "webpage", "title": "T", "language": "en"}
    assert ris([bare]) == "TY  - ELEC\r\nID  - x\r\nTI  - T\r\nLA  - en\r\nER  - \r\n"
    assert bibtex([bare]) == "@misc{x,\n  title = {{T}},\n  langid = {en},\n}\n"
    with override("en"):
        assert suggested(bare) == "“T”"
