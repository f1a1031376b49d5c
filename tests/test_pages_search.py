"""The page of search: why each record matched, facets, pages, and help where nothing is found."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from countries.dossier import derive_search
from countries.dossier.load import load
from countries.queries import spelling
from countries.views.search import PLACES
from tests.dossier import minimal
from tests.pages import Reader
from tests.pages import language_restored as language_restored

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def base(tmp_path: Path) -> None:
    load(minimal.write(tmp_path, minimal.dossier()))


def page(client: Client, query: str, language: str = "en") -> str:
    response = client.get(f"/{language}/search/?{query}")
    assert response.status_code == 200, query
    return str(response.content.decode())


def hits(html: str) -> list[tuple[str, str | None]]:
    """The text of each hit, and where its title leads."""
    found = html.partition('<ol class="plain hits"')[2].partition("</ol>")[0]
    items = re.findall(r"<li>(.*?)</li>", found, re.DOTALL)
    return [(Reader(item).text, next(Reader(item).all("a"))["href"]) for item in items]


def test_a_hit_says_where_the_words_stand_and_leads_to_them(client: Client) -> None:
    assert hits(page(client, "q=puni"))[:2] == [
        (
            "Provision · France · in the quotation (art. 20), in French 2016 Act, art. 20 est puni",
            "/en/laws/fr-loi-2016/#art-20",
        ),
        (
            "Quotation · in the quotation (art. 1), in French DSA, art. 1 est puni de l’amende",
            "/en/sources/eu-dsa/#citation-EU-dsa",
        ),
    ]
    assert hits(page(client, "q=2016"))[0] == (
        "Law · France · in the title · in the citation, in French · in an identifier 2016 Act Act of 2016",
        "/en/laws/fr-loi-2016/",
    )
    assert hits(page(client, "q=punished", "fr"))[0][0] == (
        "Disposition · France · dans notre traduction, en anglais 2016 Act (fr), art. 20 is punished"
    )


def test_every_part_that_can_match_has_words() -> None:
    source = Path(derive_search.__file__).read_text()
    named = set(re.findall(r'(?:_both\(|\[)"(\w+)",', source)) - {"en", "fr"}
    assert named | {"title"} == set(PLACES)


def test_facets_narrow_with_counts_and_say_what_is_chosen(client: Client) -> None:
    html = page(client, "q=act&kind=law")
    kinds = html.partition('<ul class="toc">')[2].partition("</ul>")[0]
    assert Reader(kinds).text == "Law all kinds 1 Provision 1 Coding 1"
    form = html.partition('<details class="facets noprint">')[2].partition("</form>")[0]
    assert Reader(form).text == (
        "Filter this list Kind of record Coding 1 Law 1 Provision 1 Jurisdiction France 1 Theme Prostitution law 1 "
        "Decade 2010–2019 1 Language of the original French 1 Show all"
    )
    assert [found["value"] for found in Reader(form).all("input", type="hidden")] == ["act"]
    assert Reader(re.search(r'<p class="said">(.*?)</p>', html)[1]).text == "Kind of record: Law"  # type: ignore[index]
    nothing = page(client, "q=act&kind=platform")
    assert "No record meets all of these conditions." in nothing
    assert 'href="?q=act"' in nothing


def test_there_are_pages_and_none_beyond_the_last(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("countries.views.search.PER_PAGE", 2)
    first, second = page(client, "q=vivastreet"), page(client, "q=vivastreet&page=2")
    assert [len(hits(html)) for html in (first, second)] == [2, 1]
    assert '<ol class="plain hits" start="3">' in second
    assert client.get("/en/search/?q=vivastreet&page=3").status_code == 404
    assert client.get("/en/search/?q=vivastreet&page=0").status_code == 400


def test_the_nearest_spelling_is_offered_if_it_finds_something(client: Client) -> None:
    html = page(client, "q=Vivastret+amende")
    assert "Nothing holds “Vivastret amende”." in Reader(html).text
    assert "Was this meant?" not in html
    html = page(client, "q=Vivastret")
    assert re.search(r'<p class="sum">Was this meant\? <a href="\?q=vivastreet">vivastreet</a></p>', html)


def test_each_word_alone_and_what_is_searched(client: Client) -> None:
    html = page(client, "q=vivastreet+amende")
    alone = html.partition("Each word alone:")[2].partition("</p>")[0]
    assert Reader(alone).text == "vivastreet 3 · amende 3"
    examples = html.partition("For example:")[2].partition("</p>")[0]
    shown = [str(found["href"]) for found in Reader(examples).all("a")]
    assert shown == ["?q=Vivastreet", "?q=selling", "?q=2016%20Act"]
    assert [len(hits(page(client, example[1:]))) > 0 for example in shown] == [True, True, True]


def test_the_vocabulary_is_read_once_a_version(django_assert_num_queries: Any) -> None:
    spelling.vocabulary.cache_clear()
    with django_assert_num_queries(2):  # the version, the words
        assert spelling.nearest("Vivastrett pénall 2016 zz") == {"vivastrett": "vivastreet", "penall": "penal"}
    with django_assert_num_queries(1):
        assert spelling.nearest("xyzzy") == {}


def test_the_day_goes_along_to_what_is_found(client: Client) -> None:
    found = hits(page(client, "q=puni&as_of=2019-06-04"))
    assert found[0][1] == "/en/laws/fr-loi-2016/?as_of=2019-06-04#art-20"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("kind=lawz", "kind"), ("theme=taxes", "theme"), ("source_lang=xx", "source_lang"), ("lang=fr", "lang")],
)
def test_a_wrong_parameter_is_named(client: Client, query: str, parameter: str) -> None:
    response = client.get(f"/en/search/?q=act&{query}")
    assert response.status_code == 400
    assert f"<code>{parameter}</code>" in response.content.decode()


@pytest.mark.parametrize("query", ["q=puni", "q=act", "q=act&kind=law"])
def test_a_search_costs_the_same_however_much_it_finds(
    client: Client, query: str, django_assert_num_queries: Any
) -> None:
    client.get("/en/search/?q=warm")
    with django_assert_num_queries(5):  # version, footer; the search, its texts, names of places
        client.get(f"/en/search/?{query}")
