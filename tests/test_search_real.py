"""What readers really look for, in the project's own data: the same order on every database."""

from __future__ import annotations

import pytest
from django.test import Client

from countries.queries.search import find
from countries.queries.spelling import nearest
from tests.pages import language_restored as language_restored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_base")]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("achat", ["indicator buying", "law no-lov-2008-sexkjop", "indicator buying_from_minors"]),
        ("Backpage", ["platform backpage", "case backpage", "case salesforce-gg"]),
        ("225-12-1", ["provision fr-code-penal/225-12-1"]),
        ("fosta", ["law us-fosta-sesta", "provision us-fosta-sesta/2421a-a", "provision us-fosta-sesta/2421a-b"]),
        ("ADVERTISING ireland", ["coding IE.advertising.1994", "coding GB-NIR.advertising.1999-01-01"]),
        ("Irlande", ["jurisdiction IE", "jurisdiction GB-NIR"]),
        ("brothel", ["indicator brothels"]),
        ("vivastreet", ["platform vivastreet", "case vivastreet"]),
    ],
)
def test_what_is_named_comes_first(text: str, first: list[str]) -> None:
    documents = find(text).documents
    assert [f"{document.kind} {document.record_id}" for document in documents[: len(first)]] == first


def test_closed_houses_are_found_where_they_are_spoken_of() -> None:
    found = find("Maisons closes")
    assert set(found.facets["jurisdiction"]) >= {"FR", "TR", "IT"}
    assert [document.kind for document in found.documents] == sorted(
        (document.kind for document in found.documents), key=lambda kind: kind == "citation"
    )


def test_accents_do_not_matter_and_facets_are_whole() -> None:
    plain, accented = find("proxenetisme"), find("Proxénétisme")
    assert [d.pk for d in plain.documents] == [d.pk for d in accented.documents]
    for found in (plain, find("achat")):
        assert sum(found.facets["kind"].values()) == len(found)


def test_a_name_that_is_not_there_gets_no_false_friend(client: Client) -> None:
    page = client.get("/en/search/?q=schwarzer+prostituierte").content.decode()
    assert "Nothing holds “schwarzer prostituierte”." in page
    assert nearest("Backpgae prostitutoin") == {"backpgae": "backpage", "prostitutoin": "prostitution"}


def test_the_words_of_a_law_are_two_clicks_away(client: Client) -> None:
    page = client.get("/en/search/?q=solliciter+remuneration").content.decode()
    assert "in the quotation (art. 611-1), in French" in page
    assert 'href="/en/laws/fr-code-penal/#611-1"' in page
    law = client.get("/en/laws/fr-code-penal/").content.decode()
    assert "blockquote" in law.partition('<article id="611-1"')[2].partition("</article>")[0]
