"""The comparison on a page: what it says, what it leads to, what can be taken away, and whether it still holds."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from countries.dossier.load import load
from kb.markdown import to_html
from tests import world
from tests.dossier import history, minimal
from tests.pages import Reader
from tests.pages import language_restored as language_restored

DAY = "as_of=2019-06-04"


class TestOfTheWorld:
    pytestmark = [pytest.mark.django_db]

    @pytest.fixture(autouse=True)
    def base(self, world_of_module: world.World) -> world.World:
        return world_of_module

    def test_the_agreement_of_every_two_stands_in_a_table_that_leads_to_the_two(self, client: Client) -> None:
        table = between(page(client, f"?j=FR,SE,DE&{DAY}"), '<table class="pairs fold">', "</table>")
        assert Reader(table).text == (
            "On how many of the questions coded for both each two agree France Sweden Germany "
            "France itself 5 of 5 1 of 4 Sweden 5 of 5 itself 1 of 3 Germany 1 of 4 1 of 3 itself"
        )
        assert [found["href"] for found in Reader(table).all("a")] == [
            f"?j={pair}&as_of=2019-06-04" for pair in ("FR,SE", "FR,DE", "SE,FR", "SE,DE", "DE,FR", "DE,SE")
        ]

    def test_two_columns_need_no_table_of_agreement(self, client: Client) -> None:
        assert 'class="pairs' not in page(client, f"?j=FR,SE&{DAY}")

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            (f"j=FR,SE&{DAY}", ["France and Sweden answer every question alike: all 5 coded for both."]),
            (
                f"j=FR,DE&{DAY}",
                ["France and Germany agree on 1 of the 4 questions coded for both."],
            ),
            (
                f"j=FR,DE&{DAY}&indicator=hosting_liability",
                ["France and Germany answer every question alike: the 1 coded for both."],
            ),
            (
                f"j=FR,SE,DE&{DAY}&indicator=hosting_liability",
                [
                    "France, Sweden and Germany answer every question alike that is coded for two of them.",
                    "They all give the same answer to 1 of the 1 question coded for every one of them.",
                ],
            ),
            (
                f"j=DE,US,SE&{DAY}",
                [
                    "United States and Sweden agree on 1 of the 2 questions coded for both.",
                    "Germany and United States are furthest apart: they agree on 0 of 2.",
                    "They all give the same answer to 0 of the 2 questions coded for every one of them.",
                    "Germany stands apart: on 2 questions nobody else here gives its answer.",
                ],
            ),
            ("j=FR,SE&as_of=1990-01-01", ["No question is coded for two of them on this day."]),
        ],
    )
    def test_what_stands_out_is_said(self, client: Client, query: str, said: list[str]) -> None:
        block = between(page(client, f"?{query}"), '<div class="sum">', "</div>")
        assert re.findall(r"<p>(.*?)</p>", block) == said

    def test_columns_move_and_go_by_link(self, client: Client) -> None:
        moved = re.findall(
            r'<a href="\?j=([A-Z,]+)&amp;as_of=2019-06-04#answers" title="([^"]+)"', page(client, f"?j=FR,SE,DE&{DAY}")
        )
        assert moved == [
            ("SE,FR,DE", "Move France to the right"),
            ("SE,DE", "Take France out"),
            ("SE,FR,DE", "Move Sweden to the left"),
            ("FR,DE,SE", "Move Sweden to the right"),
            ("FR,DE", "Take Sweden out"),
            ("FR,DE,SE", "Move Germany to the left"),
            ("FR,SE", "Take Germany out"),
        ]

    def test_those_alike_can_be_put_next_to_each_other(self, client: Client) -> None:
        apart, beside = (
            re.findall(r'\?j=([A-Z,]+)[^"]*">Put those', page(client, f"?j={j}&{DAY}"))
            for j in ("FR,DE,SE", "DE,SE,FR")
        )
        assert (len(apart), beside) == (1, [])
        assert re.search("FR,SE|SE,FR", apart[0])

    def test_a_column_can_be_added_until_there_are_six(self, client: Client) -> None:
        form = between(page(client, f"?j=FR,SE&{DAY}&core=true"), "<label>Add", "</form>")
        assert re.findall(r'<option value="(\w[^"]*)"', form) == ["EU", "DE", "US-NV", "US"]
        full = page(client, "?j=FR,SE,DE,US,US-NV,EU")
        assert "<label>Add" not in full
        assert "Six are shown, the most a page holds: take one out to put another in." in full

    def test_more_than_six_are_refused_in_words(self, client: Client) -> None:
        world.jurisdiction("NO", name_en="Norway", name_fr="Norvège")
        response = client.get("/en/compare/?j=FR,SE,DE,US,US-NV,EU,NO")
        assert response.status_code == 400
        assert "A page compares at most 6 jurisdictions; the API compares up to 50." in response.content.decode()

    @pytest.mark.parametrize(
        ("query", "rows"),
        [
            ("theme=platform_liability", ["hosting_liability"]),
            ("indicator=buying,brothels", ["buying", "brothels"]),
            ("core=false", ["hosting_liability"]),
            ("core=true&only=differences", ["selling", "buying", "registration"]),
            ("theme=trafficking", []),
            ("indicator=hosting_liability&only=differences", []),
        ],
    )
    def test_the_questions_are_the_readers_choice(self, client: Client, query: str, rows: list[str]) -> None:
        found = page(client, f"?j=FR,SE,DE&{DAY}&{query}")
        assert re.findall(r'<tr id="(\w+)"', found) == rows
        assert ('class="empty"' in found) is (not rows)

    def test_the_index_leads_to_every_row_and_marks_those_that_differ(self, client: Client) -> None:
        index = between(page(client, f"?j=FR,SE,DE&{DAY}"), '<nav class="index', "</nav>")
        marked = re.findall(r'<a href="#(\w+)">\w[^<]*</a>(<span class="tag diff" title="differs">)?', index)
        assert [(name, bool(mark)) for name, mark in marked] == [
            ("selling", True),
            ("buying", True),
            ("brothels", False),
            ("procuring", False),
            ("registration", True),
            ("hosting_liability", False),
        ]

    def test_the_evidence_is_folded_until_it_is_asked_for(self, client: Client) -> None:
        folded, unfolded = (page(client, f"?j=FR,SE&{DAY}{more}") for more in ("", "&evidence=open"))
        assert (folded.count('<details class="ev">'), folded.count('<details class="ev" open>')) == (12, 0)
        assert (unfolded.count('<details class="ev">'), unfolded.count('<details class="ev" open>')) == (0, 12)

    def test_the_leading_citation_is_quoted_and_the_others_are_named(self, client: Client) -> None:
        row = between(page(client, f"?j=FR,SE&{DAY}"), '<tr id="buying"', "</tr>")
        france, sweden = row.split("<td ")[1:]
        assert (france.count("<blockquote"), sweden.count("<blockquote")) == (1, 1)
        assert "Citation de fr-text" in france
        assert "Also: " in Reader(france).text
        assert "Text fr-press , art. 1" in Reader(france).text
        (address,) = re.findall(r'<a href="([^"]+)">their words, in the profile', france)
        assert address.startswith("/en/countries/fr/?as_of=")
        assert address.endswith("#buying")
        assert "their words" not in sweden

    def test_where_many_are_compared_the_others_are_counted(self, client: Client) -> None:
        found = page(client, "?j=FR,SE,DE,US&as_of=2017-01-01&and=2019-06-04")
        france = between(found, '<tr id="buying"', "</tr>").split("<td ")[1]
        assert "Also: " not in Reader(france).text
        assert re.findall(r'<a href="([^"]+)">1 more source, in the profile</a>', france) == [
            "/en/countries/fr/?as_of=2017-01-01#buying"
        ]

    def test_one_jurisdiction_on_two_days_has_a_column_a_day(self, client: Client) -> None:
        found = page(client, "?j=FR&as_of=2015-01-01&and=2019-06-04&only=changes")
        assert re.findall(r"<h1>(.*?)</h1>", found) == ["France on 1 January 2015 and on 4 June 2019"]
        table = between(found, 'id="answers"', "</table>")
        row = between(table, '<tr id="buying"', "</tr>")
        assert re.findall(r'<span class="country">(.*?)</span>', table) == ["1 January 2015", "4 June 2019"]
        values = [Reader(cell).text for cell in re.findall(r'<span class="v[^"]*">(.*?</span>)</span>', row)]
        assert values == ["✓ Permitted", "! Criminal offence"]
        assert re.findall(r'<tr id="(\w+)"', table) == ["buying"]

    def test_both_answers_stand_in_a_cell_that_changed(self, client: Client) -> None:
        found = page(client, "?j=FR,SE&as_of=2019-06-04&and=2015-01-01")
        france, sweden = between(found, '<tr id="buying"', "</tr>").split("<td ")[1:]
        assert re.findall(r'<p class="when">(.*?)</p>', france) == ["1 January 2015", "4 June 2019"]
        assert 'class="when"' not in sweden

    def test_with_one_chosen_the_page_says_who_is_like_it(self, client: Client) -> None:
        found = page(client, f"?j=FR&{DAY}")
        section = between(found, 'aria-labelledby="first"', "</section>")
        assert Reader(section).text.startswith(
            "> France, and… Most like it Sweden 4 of 4 Nevada 1 of 3 Germany 0 of 3 All, with what parts them"
        )
        assert re.findall(r'<input type="checkbox" name="j" value="FR" checked>', found) != []
        assert "Too little is coded for it on this day" in page(client, f"?j=EU&{DAY}")

    def test_starting_points_lead_to_comparisons(self, client: Client) -> None:
        section = between(page(client, f"?{DAY}"), 'aria-labelledby="starts"', "</section>")
        links = [found["href"] for found in Reader(section).all("a")]
        assert links[0] == "/en/nearest/?as_of=2019-06-04"
        assert links[1:3] == ["?as_of=2019-06-04&j=FR,SE", "?as_of=2019-06-04&j=FR,DE"]
        assert [client.get(f"/en/compare/{link}").status_code for link in links[1:]] == [200] * (len(links) - 1)

    def test_the_permalink_names_the_version_and_the_citation_cites_it(self, client: Client) -> None:
        found = page(client, "?only=differences&as_of=2019-06-04&j=FR,SE&evidence=open")
        cited = "/en/compare/?j=FR,SE&as_of=2019-06-04&only=differences&version=2026.11.1"
        assert re.findall(r'<a class="permalink" href="([^"]+)"', found) == [html.escape(cited)]
        words = html.unescape(between(found, '<p class="cite">', "</p>")).replace("\u00a0", " ")
        assert words.startswith(
            "The Jalons contributors. “France and Sweden, side by side”. Jalons, 20 November 2026, as of 4 June 2019, "
            f"data version 2026.11.1, CC BY 4.0. http://127.0.0.1:8000{cited} (consulted "
        )
        (address,) = re.findall(r'href="(/en/cite\.json[^"]+)"', found)
        (item,) = json.loads(client.get(html.unescape(address)).content)
        assert (item["URL"], item["title"]) == (f"http://127.0.0.1:8000{cited}", "France and Sweden, side by side")
        again = page(client, cited.removeprefix("/en/compare/"))
        assert "This is data version 2026.11.1, the current one." in again
        for shown in (found, again):
            assert re.findall(r'<link rel="canonical" href="([^"]+)"', shown) == [
                html.escape(f"http://127.0.0.1:8000{cited}")
            ]

    def test_a_version_that_never_was_is_refused(self, client: Client) -> None:
        response = client.get("/en/compare/?j=FR,SE&version=2026.10.9")
        assert (response.status_code, "“2026.10.9” is no version of the data." in response.content.decode()) == (
            400,
            True,
        )

    @pytest.mark.parametrize("query", [f"j=FR,SE,DE&{DAY}", f"j=FR,DE&{DAY}&only=differences", f"j=US-NV,EU&{DAY}"])
    def test_every_form_of_it_holds_the_cells_of_the_page(self, client: Client, query: str) -> None:
        shown = cells(page(client, f"?{query}"))
        assert len(shown) > 0
        table = list(csv.DictReader(io.StringIO(b"".join(client.get(f"/api/v1/compare.csv?{query}")).decode())))
        # The page leaves out what none of the columns is coded for.
        coded = {row["indicator"] for row in table if row["value"] != "not_coded"}
        assert [
            (row["indicator_name_en"], row["jurisdiction_name_en"], row["coding_value_label_en"] or "Not coded yet")
            for row in table
            if row["indicator"] in coded
        ] == shown
        body = client.get(f"/api/v1/compare/?{query}").json()
        names = {column["jurisdiction"]: column["name"]["en"] for column in body["columns"]}
        assert [
            (
                row["name"]["en"],
                names[cell["jurisdiction"]],
                cell["coding"]["value_label"]["en"] if cell["coding"] else "Not coded yet",
            )
            for row in body["rows"]
            if row["indicator"] in coded
            for cell in row["cells"]
        ] == shown
        assert text_cells(client.get(f"/en/compare.txt?{query}").content.decode()) == shown
        assert markdown_cells(client.get(f"/en/compare.md?{query}").content.decode()) == shown

    def test_the_text_survives_a_mail_program(self, client: Client) -> None:
        response = client.get(f"/en/compare.txt?j=FR,DE&{DAY}&indicator=buying,brothels")
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert response.content.decode() == TEXT

    def test_the_text_of_two_days_holds_both_answers(self, client: Client) -> None:
        text = client.get("/en/compare.txt?j=FR&as_of=2015-01-01&and=2019-06-04&indicator=buying").content.decode()
        assert " ".join(between(text, "Buying", "Jalons").split()) == (
            "(changed) France 1 January 2015: Permitted [Text fr-text, art. 1] → 4 June 2019: Criminal offence; "
            "Fine of the fifth class [Act fr-loi-2016-444, art. 611-1]"
        )

    def test_the_markdown_table_escapes_what_markdown_reads(self, client: Client, base: world.World) -> None:
        world.coding(
            "DE", "brothels", "licensed", "2001", [base.fr_text], penalty_kind="criminal",
            **world.words("penalty_wording", "a|b *c* <d> [e]"),
        )  # fmt: skip
        world.derive()
        text = client.get(f"/en/compare.md?j=FR,DE&{DAY}&indicator=brothels").content.decode()
        assert text.splitlines()[6:10] == [
            "| Question | France | Germany |",
            "| --- | --- | --- |",
            "| Regime | Abolitionist, the buyer offends | Regulated by licence or registration |",
            r"| **Brothels** (differs) | Criminal offence \[Text fr-text, art. 1\] "
            r"| Licensed; a\|b \*c\* \<d\> \[e\] \[Text fr-text, art. 1\] |",
        ]

    def test_files_refuse_what_the_page_would_ask_back(self, client: Client) -> None:
        for address in ("/en/compare.txt?j=FR", "/en/compare.md", "/en/compare.txt?j=FR,SE&foo=1"):
            assert client.get(address).status_code == 400
        assert client.get("/en/compare.pdf?j=FR,SE").status_code == 404

    def test_the_nearest_laws_of_one(self, client: Client) -> None:
        found = client.get(f"/en/nearest/?j=FR&{DAY}").content.decode()
        rows = [Reader(row).text for row in re.findall(r'<tr><th scope="row"><a.*?</tr>\n', found, re.DOTALL)]
        assert rows == [
            "Sweden Abolitionist, the buyer offends 4 of 4 nothing that is known for both",
            "Nevada Regulated by licence or registration 1 of 3 Selling, Brothels Question France Nevada "
            "Selling Permitted Permitted if registered Brothels Criminal offence Licensed",
            "Germany Regulated by licence or registration 0 of 3 Selling, Buying, Registration Question France Germany "
            "Selling Permitted Permitted if registered Buying Criminal offence Permitted Registration None Mandatory",
        ]
        assert "Not ranked, because too few answers are known for both: European Union and United States." in found

    def test_the_heatmap_has_a_cell_for_every_two_and_leads_to_them(self, client: Client) -> None:
        found = client.get(f"/en/nearest/?{DAY}").content.decode()
        heat = between(found, '<table class="heat">', "</table>")
        order = [Reader(name).text for name in re.findall(r'<th scope="row">.*?</th>', heat)]
        assert sorted(order) == ["France", "Germany", "Nevada", "Sweden"]
        assert abs(order.index("France") - order.index("Sweden")) == 1
        links = re.findall(r'<td class="(t\d)"><a tabindex="-1" href="([^"]+)">(\d+)</a>', heat)
        shares = {html.unescape(href): (tone, int(number)) for tone, href, number in links}
        assert shares["../compare/?j=FR,SE&as_of=2019-06-04&core=true"] == ("t9", 100)
        assert shares["../compare/?j=US-NV,FR&as_of=2019-06-04&core=true"] == ("t3", 33)
        assert len(links) == 8  # both ways: FR–SE, FR–DE, FR–US-NV, SE–US-NV; the others share too little
        groups = between(found, '<ol class="groups">', "</ol>")
        assert sorted(Reader(groups).text.removesuffix(" 100%").split(" and ")) == ["France", "Sweden"]
        assert "Too little coded: European Union and United States." in Reader(found).text

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("theme=trafficking", "No question answers this description."),
            ("as_of=1980-01-01", "Too little is coded for these questions on this day to compare any two."),
            ("j=EU", "Too little is coded for European Union on this day: 0 answers, where a comparison needs 3."),
        ],
    )
    def test_where_there_is_nothing_to_rank_it_says_so(self, client: Client, query: str, said: str) -> None:
        assert said in Reader(client.get(f"/en/nearest/?{query}").content.decode()).text

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_the_method_stands_where_the_page_says(self, client: Client, language: str) -> None:
        found = client.get(f"/{language}/nearest/").content.decode()
        (anchor,) = re.findall(rf'href="/{language}/methodology/#([^"]+)"', found)
        method = Path("fixtures/pages", f"methodology.{language}.md").read_text()
        assert f'id="{anchor}"' in to_html(method)

    def test_a_page_of_the_nearest_takes_one_jurisdiction(self, client: Client) -> None:
        response = client.get("/en/nearest/?j=FR,SE")
        assert (response.status_code, "Name one jurisdiction; the API takes several." in response.content.decode()) == (
            400,
            True,
        )


class TestOfVersions:
    """The minimal dossier over three loads (tests/dossier/history.py)."""

    @pytest.fixture
    def versions(self, db: None, tmp_path: Path) -> Iterator[list[str]]:
        with override("en"):
            yield [load(minimal.write(tmp_path / str(step), history.files_of(step))).version or "" for step in range(3)]

    def test_what_has_changed_since_the_cited_version_is_named(self, client: Client, versions: list[str]) -> None:
        first, second, third = versions
        found = page(client, f"?j=FR,EU&as_of=2010-01-01&version={second}")
        banner = between(found, '<section class="revised"', "</section>")
        assert Reader(f"<section{banner}").text == (
            f"This comparison has changed since version {second} "
            f"The address cites data version {second}; the page shows version {third}. "
            "France , Regime: Unclassified → is now Abolitionist, neither party offends "
            "France , buying : offence in defined cases → is now permitted "
            "France , brothels : Not coded yet → is now criminal offence All changes to the data"
        )
        assert "Nothing in this comparison has changed since data version " + first in page(
            client, f"?j=FR,EU&as_of=2010-01-01&version={first}"
        )

    def test_what_stands_around_an_answer_is_told_apart(self, client: Client, versions: list[str]) -> None:
        found = page(client, f"?j=FR,EU&as_of=2020-01-01&version={versions[0]}")
        banner = Reader("<section" + between(found, '<section class="revised"', "</section>")).text
        assert banner.endswith(
            "The answer stands, but its penalty, dates, note or evidence were revised: France, buying . "
            "All changes to the data"
        )

    def test_only_what_is_shown_counts(self, client: Client, versions: list[str]) -> None:
        asked = f"?j=FR,EU&as_of=2010-01-01&version={versions[1]}"
        shown = [
            re.findall(
                r'<a href="#(\w+)">',
                between(page(client, f"{asked}&indicator={name}"), 'class="revised"', "</section>"),
            )
            for name in ("selling,brothels", "selling")
        ]
        assert shown == [["brothels"], []]
        assert "Nothing in this comparison has changed" in page(
            client, f"{asked.replace('FR,EU', 'EU,FR')}&ruleset=who-is-criminalised&indicator=selling"
        )

    def test_the_interface_tells_the_same(self, client: Client, versions: list[str]) -> None:
        body = client.get(f"/api/v1/compare/?j=FR,EU&as_of=2010-01-01&version={versions[1]}").json()
        day = {"as_of": "2010-01-01", "jurisdiction": "FR"}
        assert body["revision"] == {
            "version": versions[1],
            "answers": [
                {**day, "subject": "buying", "old": "offence_in_defined_cases", "new": "permitted"},
                {**day, "subject": "brothels", "old": None, "new": "criminal_offence"},
            ],
            "restated": [],
            "regimes": [{**day, "subject": "kb-1", "old": "unclassified", "new": "abolitionist"}],
        }

    def test_it_costs_a_constant_number_of_queries(
        self, client: Client, versions: list[str], django_assert_num_queries: Any
    ) -> None:
        for j in ("FR,EU", "EU,FR"):
            with django_assert_num_queries(12):  # eight of the page, the version cited and the current one, the archive
                page(client, f"?j={j}&as_of=2010-01-01&version={versions[0]}")


def page(client: Client, query: str) -> str:
    response = client.get(f"/en/compare/{query}")
    assert response.status_code == 200
    return response.content.decode()


def between(text: str, start: str, end: str) -> str:
    assert start in text, start
    return text.partition(start)[2].partition(end)[0]


Cells = list[tuple[str, str, str]]


def cells(found: str) -> Cells:
    """(question, jurisdiction, value) of every cell of the table of a page."""
    table = between(found, 'id="answers"', "</table>")
    shown: Cells = []
    for row in re.findall(r'<tr id="\w+".*?</tr>', table, re.DOTALL):
        question = re.findall(r"<a [^>]+>([^<]+)</a>", row)[0]
        for cell in row.split("<td ")[1:]:
            name = re.findall(r'data-l="([^"]+)"', cell)[0]
            shown.append((question, name, re.findall(r"</b><span>(.*?)</span>", cell)[0]))
    return shown


def text_cells(text: str) -> Cells:
    found: Cells = []
    question = ""
    for line in text.splitlines():
        if head := re.fullmatch(r"([A-Z][a-z ]+)(?: \((?:differs|same)\))?", line):
            question = head[1]
        elif cell := re.fullmatch(r"  (\S.*?)  +(\S.*)", line):
            value = re.split(r"[;\[]", cell[2])[0].strip()
            found.append((question, cell[1], value))
    return found


def markdown_cells(text: str) -> Cells:
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in text.splitlines() if line[:1] == "|"]
    names = rows[0][1:]
    return [
        (re.findall(r"\*\*(.*?)\*\*", row[0])[0], name, re.split(r"[;\\]", cell)[0].strip())
        for row in rows[3:]
        for name, cell in zip(names, row[1:], strict=True)
    ]


TEXT = """\
France and Germany, side by side

The law in force on 4 June 2019

France: Abolitionist, the buyer offends
Germany: Regulated by licence or registration

- France and Germany agree on 0 of the 1 question coded for both.

PROSTITUTION LAW

Buying (differs)
  France   Criminal offence; Fine of the fifth class [Act fr-loi-2016-444,
           art. 611-1]
  Germany  Permitted [Text de-text, art. 1]

Brothels
  France   Criminal offence [Text fr-text, art. 1]
  Germany  Not coded yet

Jalons. Data version 2026.11.1. CC BY 4.0. Not legal advice.
http://127.0.0.1:8000/en/compare/?j=FR,DE&as_of=2019-06-04&indicator=buying,brothels&version=2026.11.1
"""
