"""Search: the same on every database, accents and case aside, with what matched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countries.dossier.load import load
from countries.folding import fold, spans, stems, words
from countries.models import Case, Law, SearchDocument
from countries.queries.search import Hits, find, highlight, search
from tests.dossier import minimal


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Œuvre", "oeuvre"),
        ("Straße", "strasse"),
        ("prévue À l’ARTICLE", "prevue a l’article"),
        ("İstanbul ışık", "istanbul isik"),
        ("København", "kobenhavn"),
        ("卖淫", "卖淫"),
        ("זנות", "זנות"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)
    assert stems(" ".join(stems(text))) == stems(text)


def test_a_plural_is_found_by_its_singular() -> None:
    assert stems("Brothels, maisons closes; the class, a virus, thus this, gas") == [
        *("brothel", "maison", "close", "the", "class", "a", "virus", "thus", "this", "gas"),
    ]


@given(st.text(max_size=200))
def test_every_word_is_found_where_it_stands(text: str) -> None:
    wanted = set(stems(text))
    assert all(set(stems(text[start:end])) & wanted for start, end in spans(text, wanted))


def test_a_highlight_is_escaped() -> None:
    assert highlight("<b>Racolage</b> & co", {"racolage"}) == "&lt;b&gt;<mark>Racolage</mark>&lt;/b&gt; &amp; co"


def test_a_highlight_is_cut_at_words() -> None:
    text = "début " + "mot " * 100 + "cible " + "mot " * 100
    shown = highlight(text, {"cible"})
    assert shown.startswith("… mot mot")
    assert shown.endswith("mot …")
    assert "<mark>cible</mark>" in shown
    assert len(shown) < 330


@pytest.mark.django_db
class TestOnABase:
    @pytest.fixture(autouse=True)
    def base(self, tmp_path: Path) -> None:
        load(minimal.write(tmp_path, minimal.dossier()))

    def test_a_law_is_found_by_its_number(self) -> None:
        found = search("2016-444")
        assert [(hit.kind, hit.record_id, hit.why, str(hit.snippet)) for hit in found.hits] == [
            ("law", "fr-loi-2016", "citation", "Loi n° <mark>2016</mark>-<mark>444</mark>")
        ]

    def test_accents_and_case_do_not_matter(self) -> None:
        assert [hit.record_id for hit in search("PENAL").hits] == [hit.record_id for hit in search("pénal").hits]
        assert "fr-code-penal" in [hit.record_id for hit in search("penal").hits]

    def test_the_snippet_prefers_the_readers_language(self) -> None:
        for lang in ("en", "fr"):
            (hit,) = search("section suspended", lang=lang, kinds=["milestone"]).hits
            assert (hit.record_id, hit.lang) == ("vivastreet/suspension", lang)

    def test_all_words_must_match(self) -> None:
        assert search("section nonexistentword").hits == []

    def test_counts_do_not_depend_on_the_kinds_asked_for(self) -> None:
        every = search("vivastreet")
        platforms = search("vivastreet", kinds=["platform"])
        assert every.counts == platforms.counts == {"case": 1, "platform": 1, "citation": 1}
        assert [hit.kind for hit in platforms.hits] == ["platform"]
        assert (every.total, platforms.total) == (3, 1)

    def test_quotations_come_last_and_what_is_named_first(self) -> None:
        assert [hit.kind for hit in search("vivastreet").hits] == ["platform", "case", "citation"]

    def test_a_record_that_only_its_title_matches_shows_its_text(self) -> None:
        case = search("vivastreet", kinds=["case"]).hits[0]
        assert (case.why, str(case.snippet)) == ("title", "A section was suspended.")

    def test_a_number_must_stand_together(self) -> None:
        assert [hit.record_id for hit in search("2016-444").hits] == ["fr-loi-2016"]
        assert search("444-2016").hits == []
        assert [hit.record_id for hit in search("444 2016").hits] == ["fr-loi-2016"]

    def test_each_facet_counts_what_the_others_leave(self) -> None:
        every = find("act")
        chosen = find("act", {"kind": ["law"], "source_lang": ["fr"]})
        assert {name: dict(counts) for name, counts in every.facets.items()} == {
            "kind": {"law": 1, "provision": 1, "coding": 1},
            "jurisdiction": {"FR": 3},
            "theme": {"prostitution": 3},
            "decade": {"2010s": 3},
            "source_lang": {"fr": 2},
        }
        assert dict(chosen.facets["kind"]) == {"law": 1, "provision": 1}
        assert [document.record_id for document in chosen.documents] == ["fr-loi-2016"]

    def test_a_record_counts_in_each_decade_in_which_it_has_a_date(self) -> None:
        decades = {f"{one.kind} {one.record_id}": one.decades for one in SearchDocument.objects.all()}
        assert decades["coding FR.buying.2016-04-15"] == ["2010s"]
        assert decades["coding FR.buying.1999-01-01"] == ["2010s"]  # begun at the latest then, ended in 2016
        for law in Law.objects.all():
            days = {date.date for date in law.dates.all()}
            assert decades[f"law {law.pk}"] == sorted({f"{day.year // 10}0s" for day in days})
        for case in Case.objects.all():
            steps = {f"{step.date.year // 10}0s" for step in case.milestones.all()}
            assert decades[f"case {case.pk}"] == sorted(steps)
        assert decades["jurisdiction FR"] == decades["indicator buying"] == []
        assert {one.record_id for one in find("act", {"decade": ["2010s"]}).documents} == {
            one.record_id for one in find("act").documents if "2010s" in one.decades
        }
        assert find("act", {"decade": ["1990s"]}).documents == ()

    def test_hits_are_read_a_slice_at_a_time(self, django_assert_num_queries: Any) -> None:
        found = find("vivastreet")
        hits = Hits(found, "en")
        with django_assert_num_queries(1):
            assert [hit.kind for hit in hits[1:]] == ["case", "citation"]
        assert (len(hits), hits[0].kind, str(hits[0].heading)) == (3, "platform", "<mark>Vivastreet</mark>")

    def test_a_jurisdiction_can_be_chosen(self) -> None:
        assert {hit.jurisdiction for hit in search("act", jurisdictions=["FR"]).hits} == {"FR"}

    @pytest.mark.parametrize(
        "text", ["", "   ", "«»", "* OR", '"', "'; DROP TABLE", "a" * 5000, "\x00", "NOT", "prostitut*"]
    )
    def test_hostile_queries_are_only_words(self, text: str) -> None:
        assert search(text).hits == []

    def test_a_change_is_searchable_after_the_next_load(self, tmp_path: Path) -> None:
        files = minimal.dossier()
        files["cases/vivastreet.yaml"]["summary"] = minimal.t("Quokka")
        load(minimal.write(tmp_path / "next", files))
        assert [hit.record_id for hit in search("quokka").hits] == ["vivastreet"]
        assert search("2016-444").hits[0].record_id == "fr-loi-2016"
