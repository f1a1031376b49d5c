"""Every kind of broken file: what is said of it, and that the database stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from countries.dossier.load import Rejected, load

from . import minimal
from .test_load import everything

pytestmark = pytest.mark.django_db
Files = dict[str, Any]
Everything = dict[str, list[tuple[object, ...]]]
FR, CASE, BOOK = "jurisdictions/FR.yaml", "cases/vivastreet.yaml", "codebook.yaml"


@pytest.fixture(scope="module")
def loaded(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Everything]:
    """Every row of a base that holds the files as they are before they are broken."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(minimal.write(tmp_path_factory.mktemp("good"), minimal.dossier()))
        yield everything()
        transaction.set_rollback(True)


def at(path: str, value: Any) -> Callable[[Files], None]:
    """Sets `file|key|0|key` to a value; `...` deletes it."""

    def breaks(files: Files) -> None:
        name, *steps = path.split("|")
        node: Any = files[name]
        keys = [int(step) if step.isdigit() else step for step in steps]
        for key in keys[:-1]:
            node = node[key]
        if value is ...:
            del node[keys[-1]]
        else:
            node[keys[-1]] = value

    return breaks


def raw(name: str, content: bytes | str) -> Callable[[Files], None]:
    return lambda files: files.__setitem__(name, content)


def without(name: str) -> Callable[[Files], None]:
    return lambda files: files.__delitem__(name)


def both(*breaks: Callable[[Files], None]) -> Callable[[Files], None]:
    def run(files: Files) -> None:
        for one in breaks:
            one(files)

    return run


def append(path: str, value: Any) -> Callable[[Files], None]:
    def breaks(files: Files) -> None:
        name, *steps = path.split("|")
        node: Any = files[name]
        for step in steps:
            node = node[int(step) if step.isdigit() else step]
        node.append(value)

    return breaks


SECOND_BUYING = minimal.coding("buying", "permitted", "2015-01-01", valid_to="2016-06-01")
LONG_LAW = {
    **minimal.JURISDICTION["laws"][0],
    "id": "f" * 120,
    "provisions": [{**minimal.JURISDICTION["laws"][1]["provisions"][0], "id": "a" * 80}],
}
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"

CASES: list[tuple[str, Callable[[Files], None], str]] = [
    ("bad YAML", raw(FR, "code: FR\n  kind: [\n"), f"{FR}:2: (file): not YAML: mapping values are not allowed in this context"),
    ("empty file", raw(FR, ""), f"{FR}:1: (file): the file is empty"),
    ("two documents", raw(FR, "code: FR\n---\ncode: SE\n"), f"{FR}:2: (file): not YAML: but found another document"),
    ("a list for a file", raw(FR, "- code\n"), f"{FR}:1: (file): Input should be a valid dictionary or instance of JurisdictionFile"),
    ("wrong encoding", raw(FR, "code: FR\nname: Suède\n".encode("latin-1")), f"{FR}:2: (file): the file is not UTF-8"),
    ("a NUL byte", raw(FR, b"code: F\x00R\n"), f"{FR}:1: (file): not YAML: "),
    ("a NUL in a text", raw(FR, 'code: FR\nname: "F\\0R"\n'), f"{FR}:2: (file): a text holds a NUL, which no database keeps"),
    ("a NUL in a page", raw("pages/about.fr.md", "# Titre\n\nOui\0\n"), "pages/about.fr.md:3: (file): a text holds a NUL"),
    ("UTF-16", raw(FR, "code: FR".encode("utf-16")), f"{FR}:1: (file): the file is not UTF-8"),
    ("50 MB", raw(FR, b"code: FR\n" + b"# filler\n" * 5_900_000), f"{FR}:1: (file): the file has 4194305 bytes, at most 4194304 are read"),
    ("a YAML bomb", raw(FR, BOMB), f"{FR}:1: (file): anchors and aliases are not allowed: “a”"),
    ("a tag", raw(FR, "code: !!python/name:os.system x\n"), f"{FR}:1: (file): tags are not allowed: “tag:yaml.org,2002:python/name:os.system”"),
    ("deep nesting", raw(FR, "[" * 5000 + "]" * 5000), f"{FR}:1: (file): nested more than 24 deep"),
    ("a key twice", raw(FR, "code: FR\ncode: SE\n"), f"{FR}:2: (file): the key “code” stands twice"),
    ("a list for a key", raw(FR, "? [a, b]\n: c\n"), f"{FR}:1: (file): a key must be a plain word"),
    ("unknown key", at(f"{FR}|colour", "blue"), "colour: unknown key"),
    ("unknown key, deep", at(f"{FR}|codings|2|penalty|jail", "3"), "codings[3].penalty.jail: unknown key"),
    ("missing key", at(f"{FR}|codings|0|verified_on", ...), "codings[1].verified_on: Field required"),
    ("an empty key", at(f"{FR}|codings|0|value", ""), "codings[1].value: "),
    ("unknown indicator", at(f"{FR}|codings|0|indicator", "smoking"), "codings[1].indicator: unknown indicator “smoking”"),
    ("value outside the codebook", at(f"{FR}|codings|0|value", "legal"), "codings[1].value: “legal” is not a value of selling"),
    ("a value of another indicator", at(f"{FR}|codings|1|value", "licensed"), "codings[2].value: “licensed” is not a value of buying"),
    ("not_coded written", at(f"{FR}|codings|0|value", "not_coded"), "codings[1]: `not_coded` is never written"),
    ("not_found without where", at(f"{FR}|codings|0|value", "not_found"), "codings[1]: `not_found` needs `searched`"),
    ("no source", at(f"{FR}|codings|0|citations", ...), "codings[1]: the value “permitted” needs at least one citation: no source, no value"),
    ("contested with one side", at(f"{FR}|codings|0|value", "contested"), "codings[1]: `contested` needs both sides cited"),
    ("unknown citation", at(f"{FR}|codings|0|citations", ["nothing"]), "codings[1].citations[1]: unknown citation “nothing”"),
    ("citation twice", at(f"{FR}|codings|0|citations", ["code", "code"]), "codings[1].citations[2]: the citation “code” stands twice"),
    ("unused citation", at(f"{FR}|citations|other", minimal.citation()), "citations.other: nothing is supported by this citation"),
    ("unknown source", at(f"{FR}|citations|code|source", "fr-nowhere"), "citations.code.source: unknown source “fr-nowhere”"),
    ("uncited source", append("sources/FR.yaml|sources", minimal.source("fr-more")), "sources[3].id: nothing cites the source “fr-more”"),
    ("source twice", append("sources/EU.yaml|sources", minimal.source()), "sources[1].id: the id “fr-code” is taken already"),
    ("citation without seen_on", at(f"{FR}|citations|code|seen_on", ...), "citations.code.seen_on: Field required"),
    ("citation without seen_as", at(f"{FR}|citations|code|seen_as", ...), "citations.code.seen_as: Field required"),
    ("seen as nothing known", at(f"{FR}|citations|code|seen_as", "memory"), "citations.code.seen_as: Input should be 'original', 'stored_copy' or 'excerpt'"),
    ("seen before issued", at(f"{FR}|citations|code|seen_on", "2016-03-31"), "citations.code.seen_on: seen on 2016-03-31, before it was issued (2016-04)"),
    ("long quotation", at(f"{FR}|citations|code|quote", "x" * 301), "citations.code: the quotation has 301 characters, at most 300 are allowed"),
    ("quotation without translation", at(f"{FR}|citations|code|translation", ...), "citations.code: the quotation needs its translation into en"),
    ("missing French", at(f"{FR}|name|fr", ...), "name.fr: Field required"),
    ("title without translation", at(f"{FR}|laws|0|translation", ...), "laws[1]: the title needs its translation into en"),
    ("impossible date", at(f"{FR}|codings|0|valid_from", "2016-02-30"), "codings[1].valid_from: “2016-02-30” is not a date of the calendar"),
    ("a date in words", at(f"{FR}|codings|0|valid_from", "April 2016"), "codings[1].valid_from: “April 2016” is not a date"),
    ("a month for a day", at(f"{FR}|codings|0|verified_on", "2026-11"), "codings[1].verified_on: “2026-11” must be a whole day"),
    ("empty interval", at(f"{FR}|codings|1|valid_to", "1999"), "codings[2]: the interval from 1999-01-01 to 1999 is empty"),
    ("overlap", append(f"{FR}|codings", SECOND_BUYING), "codings[7].valid_from: overlaps codings[2] of buying (from 1999-01-01 to 2016-04-15)"),
    ("same period twice", append(f"{FR}|codings", minimal.coding("selling", "varies", "1999-01-01")), "codings[7].valid_from: overlaps codings[1] of selling (from 1999-01-01 to now)"),
    ("duplicate code", raw("jurisdictions/SE.yaml", minimal.JURISDICTION), "code: the id “FR” is taken already"),
    ("wrong file name", both(raw("jurisdictions/SE.yaml", minimal.JURISDICTION), without(FR)), "code: the file of “FR” is named jurisdictions/FR.yaml"),
    ("a country without iso3", at(f"{FR}|iso3", ...), "(file): a country needs `iso3`"),
    ("a part without parent", at(f"{FR}|kind", "subdivision"), "(file): a subdivision, and only a subdivision, has a `parent`"),
    ("unknown union", at(f"{FR}|memberships|0|union", "AU"), "memberships[1].union: “AU” is not a union that has a file"),
    ("unknown provision", at(f"{FR}|codings|2|provisions", ["fr-loi-2016/art-9"]), "codings[3].provisions[1]: unknown provision “fr-loi-2016/art-9”"),
    ("unknown trigger", at(f"{FR}|codings|2|trigger", "fr-loi-1"), "codings[3].trigger: unknown law “fr-loi-1”"),
    ("unknown law related", at(f"{FR}|laws|1|relations|0|law", "fr-x"), "laws[2].relations[1].law: unknown law “fr-x”"),
    ("a law amending itself", at(f"{FR}|laws|1|relations|0|law", "fr-loi-2016"), "laws[2].relations[1].law: a law has no relation with itself"),
    ("provision twice", append(f"{FR}|laws|1|provisions", minimal.JURISDICTION["laws"][1]["provisions"][0]), "laws[2].provisions[2].id: the id “fr-loi-2016/art-20” is taken already"),
    ("fine without currency", at(f"{FR}|codings|2|penalty|currency", ...), "codings[3].penalty: a fine and its currency go together"),
    ("penalty upside down", at(f"{FR}|codings|2|penalty", {"kind": "criminal", "min_months": "9", "max_months": "6", "wording": minimal.t("x")}), "codings[3].penalty: min_months 9 is more than max_months 6"),
    ("raised confidence", both(at(f"{FR}|codings|0|confidence", "high"), at(f"{FR}|codings|0|confidence_note", minimal.t("Sure"))), "codings[1].confidence: the citations give “high” by rule; `confidence` may only lower it"),
    ("lowered without why", at(f"{FR}|codings|0|confidence", "low"), "codings[1]: `confidence` (a lowered one) and `confidence_note` go together"),
    ("contradiction", at(f"{FR}|codings|0|value", "permitted_if_registered"), "codings[6].value: “none” contradicts selling “permitted_if_registered” in the same period"),
    ("stated without penalty", at("jurisdictions/EU.yaml|codings|0|penalty", ...), "codings[1].value: the value “stated” needs a penalty"),
    ("unknown platform", at(f"{CASE}|platforms", ["nowhere"]), "platforms[1]: unknown platform “nowhere”"),
    ("unknown place", at(f"{CASE}|jurisdictions", ["XX"]), "jurisdictions[1]: unknown jurisdiction “XX”"),
    ("case of another name", at(f"{CASE}|id", "other"), "id: the file of “other” is named cases/other.yaml"),
    ("milestone twice", at(f"{CASE}|milestones|1|id", "investigation"), "milestones[2].id: the id “vivastreet/investigation” is taken already"),
    ("effect before cause", at(f"{CASE}|milestones|0|date", "2019"), "milestones[2].links[1].from_milestone: “investigation” (2019) is later than this milestone"),
    ("unknown cause", at(f"{CASE}|milestones|1|links|0|from_milestone", "arrest"), "milestones[2].links[1].from_milestone: unknown milestone “arrest”"),
    ("claim by nobody", at(f"{CASE}|milestones|1|links|1|claimed_by", ...), "milestones[2].links[2]: a claimed link, and only a claimed link, says `claimed_by`"),
    ("two causes in one", at(f"{CASE}|milestones|1|links|0|from_law", "fr-loi-2016"), "milestones[2].links[1]: a link has either `from_law` or `from_milestone`"),
    ("a law milestone without law", at(f"{CASE}|milestones|0|kind", "law_adopted"), "milestones[1]: a milestone of kind law_adopted or law_in_force, and only such a one, names its `law`"),
    ("a link to the platform", at("sources/FR.yaml|sources|1|url", "https://www.vivastreet.com/"), "sources[2].url: no link to the platform “www.vivastreet.com” itself"),
    ("a script for an address", at("sources/FR.yaml|sources|1|url", "javascript:alert(1)"), "sources[2].url: "),
    ("statement number twice", append("report-2019.yaml|statements", {"id": "2", "number": "1", "speaker": minimal.t("AFP"), "text": minimal.t("x"), "topics": ["scope"], "citations": ["afp"]}), "statements[2].number: the number 1 is taken already"),
    ("unknown label", at("classifications.yaml|classifications|0|label", "lax"), "classifications[1].label: unknown label “lax”"),
    ("second coding off the codebook", at("second-coding/FR.yaml|codings|0|value", "legal"), "codings[1].value: “legal” is not a value of “selling”"),
    ("a difference nobody settled", at("second-coding/FR.yaml|adjudications", ...), "codings[2].value: differs from the first coding “criminal_offence” on 2019-06-04 and is not adjudicated"),
    ("nothing to settle", at("second-coding/FR.yaml|adjudications|0|second", "criminal_offence"), "adjudications[1]: both codings have the same value: there is nothing to settle"),
    ("settled on another day", at("second-coding/FR.yaml|adjudications|0|on", "2019-06-05"), "adjudications[1].on: the days compared are 2019-06-04 and 2026-11-21"),
    ("indicator twice", append(f"{BOOK}|indicators", minimal.indicator("selling", "permitted")), "indicators[7].code: the id “selling” is taken already"),
    ("absence as a value", append(f"{BOOK}|indicators|0|values", {"code": "contested", "label": minimal.t("x")}), "indicators[1].values[7].code: the value “contested” is taken already"),
    ("a page in one language", without("pages/about.fr.md"), "pages/about.fr.md:1: (file): the file is missing"),
    ("a page without title", raw("pages/about.fr.md", "Sans titre\n"), "pages/about.fr.md:1: (file): a page is named"),
    ("a text longer than its column", at(f"{FR}|name|en", "x" * 121), "name.en: 121 characters, at most 120 are allowed (jurisdiction.name_en)"),
    ("a long text, deep", at(f"{CASE}|milestones|1|title|fr", "é" * 241), "milestones[2].title.fr: 241 characters, at most 240 are allowed (milestone.title_fr)"),
    ("a file's name too long", both(raw(f"sources/{'s' * 81}.yaml", minimal.SOURCES_EU), without("sources/EU.yaml")), f"sources/{'s' * 81}.yaml:1: (file): 81 characters, at most 80 are allowed (source.file)"),
    ("an id that is made too long", append(f"{FR}|laws", LONG_LAW), f"laws[3].id: the id made of it, “{'f' * 120}/{'a' * 80}”, has 201 characters, at most 200 are allowed (provision.id)"),
    ("a page's title too long", raw("pages/about.fr.md", f"# {'T' * 161}\n"), "pages/about.fr.md:1: (title): 161 characters, at most 160 are allowed (page.title_fr)"),
    ("a population beyond mankind", at(f"{FR}|population", {"count": "10000000001", "year": "2020", "citations": ["code"]}), "population.count: Input should be less than or equal to 10000000000"),
    ("a missing file", without("platforms.yaml"), "platforms.yaml:1: (file): the file is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("breaks", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_broken_file_is_named_and_nothing_is_written(
    breaks: Callable[[Files], None], expected: str, tmp_path: Path, loaded: Everything
) -> None:
    files = minimal.dossier()
    breaks(files)
    with pytest.raises(Rejected) as caught:
        load(minimal.write(tmp_path / "broken", files))
    said = [str(problem) for problem in caught.value.problems]
    assert [line for line in said if expected in line], said
    assert everything() == loaded


def test_there_are_at_least_forty_kinds() -> None:
    assert len({case[0] for case in CASES}) == len(CASES) >= 40


def test_problems_point_to_their_line(tmp_path: Path) -> None:
    files = minimal.dossier()
    files[FR]["codings"][4]["value"] = "legal"
    root = minimal.write(tmp_path, files)
    lines = (root / FR).read_text().splitlines()
    with pytest.raises(Rejected) as caught:
        load(root)
    assert [lines[problem.line - 1] for problem in caught.value.problems] == ["  value: legal"]
