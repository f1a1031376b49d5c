"""What the pages say, computed from the hand-made world."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from tests.pages import Reader
from tests.pages import language_restored as language_restored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]


def read(client: Client, path: str) -> Reader:
    response = client.get(path)
    assert response.status_code == 200, path
    return Reader(response.content.decode())


def lede(client: Client, path: str) -> str:
    """The sentence below the heading."""
    found = re.search(r'<p class="lede">(.*?)</p>', client.get(path).content.decode(), re.DOTALL)
    assert found is not None
    return Reader(found[1]).text


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (
            "/en/countries/fr/?as_of=2019-06-04",
            "On 4 June 2019: Abolitionist, the buyer offends, since 15 April 2016. "
            "Treated as offenders: buyer and third parties. 6 of 6 questions are answered.",
        ),
        (
            "/fr/countries/fr/?as_of=2019-06-04",
            "Au 4 juin 2019\u00a0: Abolitionniste, l’achat est puni, depuis le 15 avril 2016. "
            "Tenus pour auteurs d’une infraction\u00a0: le client et les tiers. 6 questions sur 6 ont une réponse.",
        ),
        (
            "/en/countries/de/?as_of=1999-06-01",
            "Nobody has coded it on 1 June 1999 yet. An empty record never means “permitted”.",
        ),
        (
            "/en/transitions/",
            "2 changes of regime in 5 jurisdictions, as far as is coded. "
            "The latest: Germany, on 1 July 2017 (regulated by licence or registration).",
        ),
        (
            "/en/regimes/neo_abolitionist/?as_of=2019-06-04",
            "2 jurisdictions on 4 June 2019. Since 1999: 1 came in, 0 went out.",
        ),
        (
            "/en/classifications/",
            "1 scheme of others. 0 of 1 classifications that can be compared say otherwise than our rules, "
            "on the day they were made.",
        ),
        ("/en/laws/", "2 laws, each cited as its own lawyers cite it."),
        ("/en/search/?q=Nothing", "Nothing holds “Nothing”."),
    ],
)
def test_a_page_opens_with_a_computed_sentence(client: Client, path: str, sentence: str) -> None:
    assert lede(client, path) == sentence.replace("\u00a0", " ")


def test_the_comparison_says_who_agrees_and_who_stands_apart(client: Client) -> None:
    html = client.get("/en/compare/?j=FR,SE,DE&as_of=2019-06-04").content.decode()
    sentences = re.findall(r"<p>(.*?)</p>", html.partition('class="sum"')[2].partition("</div>")[0])
    assert sentences == [
        "France and Sweden answer every question alike: all 5 coded for both.",
        "France and Germany are furthest apart: they agree on 1 of 4.",
        "They all give the same answer to 1 of the 3 questions coded for every one of them.",
        "Germany stands apart: on 2 questions nobody else here gives its answer.",
    ]


def test_rows_that_differ_are_marked_in_the_class_and_in_words(client: Client) -> None:
    html = client.get("/en/compare/?j=FR,SE,DE&as_of=2019-06-04").content.decode()
    rows = re.findall(r'<tr id="(\w+)"( class="differs")?><th.*?</th>', html, re.DOTALL)
    words = re.findall(r'<tr id="(\w+)".*?</a>(?: <span class="tag[^"]*">(\w+)</span>)?', html, re.DOTALL)
    assert [name for name, marked in rows if marked] == ["selling", "buying", "registration"]
    assert dict(words) == {
        "selling": "differs",
        "buying": "differs",
        "brothels": "",
        "procuring": "",
        "registration": "differs",
        "hosting_liability": "same",
    }


def test_only_differences_leaves_the_rest_out(client: Client) -> None:
    html = client.get("/en/compare/?j=FR,SE,DE&as_of=2019-06-04&only=differences").content.decode()
    assert re.findall(r'<tr id="(\w+)"', html) == ["selling", "buying", "registration"]


def test_the_permalink_is_canonical_and_leads_to_the_same_page(client: Client) -> None:
    html = client.get("/en/compare/?only=differences&as_of=2019-06-04&j=FR,SE").content.decode()
    found = re.search(r'<link rel="canonical" href="([^"]+)"', html)
    assert found is not None
    assert (
        found[1]
        == "http://127.0.0.1:8000/en/compare/?j=FR,SE&amp;as_of=2019-06-04&amp;only=differences&amp;version=2026.11.1"
    )


def test_two_dates_show_what_changed_with_the_law_that_brought_it(client: Client) -> None:
    html = client.get("/en/compare/?j=FR,SE&as_of=2015-01-01&and=2019-06-04").content.decode()
    table = html.partition('id="changed"')[2].partition("</table>")[0]
    assert Reader(table.partition("</h2>")[2]).text == (
        "15 April 2016 France Abolitionist, neither party offends → gave way to Abolitionist, the buyer offends "
        "Act fr-loi-2016-444 Question Jurisdiction Before After Since By which law "
        "Buying France ✓ Permitted ! Criminal offence Fine of the fifth class 15 April 2016 Act fr-loi-2016-444"
    )


def test_the_evidence_of_a_cell_stands_in_the_page(client: Client) -> None:
    html = client.get("/en/countries/fr/").content.decode()
    cell = html.partition('<tr id="buying">')[2].partition("</details>")[0]
    text = Reader(cell).text
    for words in (
        "Criminal offence",
        "Fine of the fifth class",
        "Act fr-loi-2016-444, art. 611-1",
        "Citation de fr-text",
        "Quotation from fr-text",
        "seen 2 November 2026",
        "read in the original",
        "High confidence",
        "verified 3 November 2026",
        "since 15 April 2016",
    ):
        assert words in text, words


def test_what_is_inherited_names_its_origin(client: Client) -> None:
    html = client.get("/en/countries/fr/").content.decode()
    row = html.partition('<tr id="hosting_liability">')[2].partition("</tr>")[0]
    assert "Inherited from: European Union" in Reader(row).text


def test_a_form_without_script_leads_to_a_tidy_address(client: Client) -> None:
    response = client.get("/en/compare/?j=FR&j=SE&as_of=2019-06-04&and=&only=")
    assert (response.status_code, response["Location"]) == (302, "/en/compare/?j=FR,SE&as_of=2019-06-04")


def test_the_front_door_follows_the_language_of_the_reader(client: Client) -> None:
    found = [
        client.get("/?as_of=2019-06-04", headers={"accept-language": language})
        for language in ("fr-CH,en;q=0.5", "de", "en")
    ]
    assert [response["Location"] for response in found] == [
        "/fr/?as_of=2019-06-04",
        "/en/?as_of=2019-06-04",
        "/en/?as_of=2019-06-04",
    ]
    assert {response["Vary"] for response in found} == {"Accept-Language"}


def test_a_claim_is_attributed_and_qualified(client: Client) -> None:
    text = Reader(client.get("/en/report-2019/").content.decode()).text
    assert "Statement 14, by AFP The site was closed." in text
    assert "What the record adds: It was seized." in text


def test_the_codebook_leads_from_an_answer_to_those_who_give_it_and_to_the_laws_that_say_it(client: Client) -> None:
    page = client.get("/en/codebook/?as_of=2019-06-04").content.decode()
    counted = re.findall(r'<a href="/en/(countries|laws)/(\?value=[^"]*)">(\d+)</a>', page)
    assert ("laws", "?value=buying%3Acriminal_offence&amp;as_of=2019-06-04", "1") in counted
    assert len(counted) > 10
    for name, query, number in counted:
        listed = client.get(f"/en/{name}/{unescape(query)}").context["listing"].total
        assert (name, query, str(listed)) == (name, query, number)


def test_a_list_narrows_and_says_by_what(client: Client) -> None:
    html = client.get("/en/countries/?family=abolitionist&as_of=2019-06-04").content.decode()
    rows = re.findall(r'<th scope="row">.*?>([^<]+)</a>', html)
    assert rows == ["France", "Sweden"]
    said = re.search(r'<p class="said">(.*?)</p>', html)
    assert said is not None
    assert Reader(said[1]).text == "Family: Abolitionist"


def test_regions_are_french_on_a_french_page(client: Client) -> None:
    text = Reader(client.get("/fr/countries/?region=Europe").content.decode()).text
    assert "Europe du Nord" in text
    assert "Northern Europe" not in text
