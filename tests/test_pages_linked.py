"""What pages say to machines: JSON-LD in schema.org's words, and the tags that reference managers read."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from countries.cite.linked import thing
from countries.models import Law, LawDate
from tests import world
from tests.pages import LANGUAGES, PATHS, Reader
from tests.pages import language_restored as language_restored
from tests.vocabulary import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]
SITE = "http://127.0.0.1:8000"
EVERY = [f"/{language}/{path}" for language in LANGUAGES for path in PATHS]
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
PUBLISHER = {"@id": f"{SITE}/#publisher"}


def linked(client: Client, path: str) -> list[dict[str, Any]]:
    """The things that a page describes."""
    (text,) = SCRIPT.findall(client.get(path).content.decode())
    document = json.loads(text)
    assert set(document) == {"@context", "@graph"}
    assert document["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = document["@graph"]
    return graph


def one(client: Client, path: str, kind: str) -> dict[str, Any]:
    (found,) = [node for node in linked(client, path) if node["@type"] == kind]
    return found


@pytest.mark.parametrize("path", EVERY)
def test_every_page_keeps_to_the_vocabulary(client: Client, path: str) -> None:
    graph = linked(client, path)
    assert faults(graph) == []
    ids = {node["@id"] for node in graph}
    assert len(ids) == len(graph)
    page = graph[0]
    assert page["@id"] == page["url"]
    assert page["inLanguage"] == path[1:3]
    assert {page["breadcrumb"]["@id"], page["isPartOf"]["@id"], page["publisher"]["@id"]} <= ids
    assert page.get("mainEntity", page["breadcrumb"])["@id"] in ids


def test_the_reader_of_the_vocabulary_finds_what_is_wrong() -> None:
    assert faults(thing("Law", name="x")) == ["no type of schema.org that is used here: 'Law'"]
    assert faults({"@type": "Country", "name": "", "code": "FR"}) == [
        "Country has no code",
        "Country lacks identifier",
        "Country.name is empty",
    ]


def codes(**values: str) -> list[dict[str, str]]:
    names = {"alpha2": "ISO 3166-1 alpha-2", "alpha3": "ISO 3166-1 alpha-3", "part": "ISO 3166-2", "m49": "UN M49"}
    return [{"@type": "PropertyValue", "propertyID": names[key], "value": value} for key, value in values.items()]


FRANCE = {"@type": "Country", "name": "France", "identifier": codes(alpha2="FR", alpha3="FRA", m49="250")}


def test_a_law(client: Client) -> None:
    assert one(client, "/en/laws/fr-loi-2016-444/?as_of=2019-06-04", "Legislation") == {
        "@type": "Legislation",
        "@id": f"{SITE}/en/laws/fr-loi-2016-444/#law",
        "name": "Loi fr-loi-2016-444",
        "alternateName": ["Act fr-loi-2016-444"],
        "description": "What fr-loi-2016-444 does.",
        "inLanguage": "fr",
        "legislationIdentifier": "Loi n° fr-loi-2016-444",
        "legislationType": "statute",
        "legislationJurisdiction": FRANCE,
        "legislationDate": "2016-04-06",
        "legislationLegalForce": "https://schema.org/InForce",
    }


def test_a_law_with_an_eli_of_before_it_was_in_force(client: Client) -> None:
    eli = "https://www.legifrance.gouv.fr/eli/loi/2016/4/13/AFSX1314876L/jo/texte"
    Law.objects.filter(pk="us-18-usc-1952").update(eli=eli, celex="32022R2065")
    LawDate.objects.create(id="x", law_id="us-18-usc-1952", kind="in_force", date="2017-01-01", date_precision="day")
    found = one(client, "/en/laws/us-18-usc-1952/?as_of=2016-01-01", "Legislation")
    assert (found["legislationIdentifier"], found["sameAs"]) == (eli, eli)
    assert found["identifier"] == [
        {"@type": "PropertyValue", "propertyID": "ELI", "value": eli},
        {"@type": "PropertyValue", "propertyID": "CELEX", "value": "32022R2065"},
    ]
    assert found["legislationLegalForce"] == "https://schema.org/NotInForce"


def test_a_profile_is_about_its_country_and_holds_a_dataset(client: Client) -> None:
    path = "/en/countries/fr/?as_of=2019-06-04"
    page = one(client, path, "WebPage")
    assert (page["about"], page["contentReferenceTime"]) == (FRANCE, "2019-06-04")
    assert page["mainEntity"] == {"@id": f"{SITE}{path}#data"}
    query = "?jurisdiction=FR&as_of=2019-06-04"
    assert one(client, path, "Dataset") == {
        "@id": f"{SITE}{path}#data",
        "@type": "Dataset",
        "name": "France: prostitution law – Jalons",
        "description": "The law of prostitution and of platforms in France, its history since 1999 and the evidence "
        "for every value.",
        "url": f"{SITE}{path}",
        "inLanguage": "en",
        "creator": PUBLISHER,
        "publisher": PUBLISHER,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "dateModified": "2026-11-20",
        "version": "2026.11.1",
        "temporalCoverage": "2019-06-04",
        "spatialCoverage": FRANCE,
        "distribution": downloads("codings", query),
    }


def downloads(name: str, query: str) -> list[dict[str, str]]:
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    forms = {"/": "application/json", ".csv": "text/csv", ".xlsx": sheet}
    return [
        {"@type": "DataDownload", "encodingFormat": media, "contentUrl": f"{SITE}/api/v1/{name}{end}{query}"}
        for end, media in forms.items()
    ]


def test_a_part_is_contained_in_its_country(client: Client) -> None:
    assert one(client, "/en/countries/us-nv/", "WebPage")["about"] == {
        "@type": "AdministrativeArea",
        "name": "Nevada",
        "identifier": codes(part="US-NV"),
        "containedInPlace": {
            "@type": "Country",
            "name": "United States",
            "identifier": codes(alpha2="US", alpha3="USA", m49="840"),
        },
    }


def test_the_codebook_is_a_set_of_terms(client: Client) -> None:
    found = one(client, "/fr/codebook/", "DefinedTermSet")
    terms = found.pop("hasDefinedTerm")
    assert found == {
        "@id": f"{SITE}/fr/codebook/#codebook",
        "@type": "DefinedTermSet",
        "name": "Grille de codage",
        "description": "Les questions posées à chaque droit, avec les valeurs qu’une réponse peut prendre.",
        "url": f"{SITE}/fr/codebook/",
        "license": LICENCE,
    }
    assert [term["termCode"] for term in terms] == list(world.VALUES)
    assert terms[1] == {
        "@type": "DefinedTerm",
        "termCode": "buying",
        "name": "Achat",
        "description": "Is buying an offence? (fr)",
        "url": f"{SITE}/fr/codebook/#buying",
        "inDefinedTermSet": f"{SITE}/fr/codebook/#codebook",
    }


def test_the_trail_of_a_page(client: Client) -> None:
    steps = [
        ("Laws", "/en/laws/"),
        ("France", "/en/laws/?jurisdiction=FR"),
        ("Act fr-loi-2016-444", "/en/laws/fr-loi-2016-444/"),
    ]
    assert one(client, "/en/laws/fr-loi-2016-444/", "BreadcrumbList")["itemListElement"] == [
        {"@type": "ListItem", "position": number, "name": name, "item": f"{SITE}{address}"}
        for number, (name, address) in enumerate(steps, 1)
    ]
    page = Reader(client.get("/en/laws/fr-loi-2016-444/").content.decode())
    links = [found["href"] for found in page.all("a")]
    assert [address for _, address in steps[:2] if address not in links] == []


def test_a_list_is_a_dataset_of_what_is_filtered(client: Client) -> None:
    assert one(client, "/en/laws/?jurisdiction=FR", "Dataset")["distribution"] == downloads("laws", "?jurisdiction=FR")


def test_a_source_and_a_platform_are_what_their_pages_are_about(client: Client) -> None:
    assert one(client, "/en/sources/fr-text/", "WebPage")["about"] == {
        "@type": "Legislation",
        "name": "Text fr-text",
        "publisher": {"@type": "Organization", "name": "Journal officiel"},
        "datePublished": "2016-04",
        "inLanguage": "fr",
        "url": "https://law.example/fr-text",
    }
    assert one(client, "/en/platforms/backpage/", "WebPage")["about"] == {
        "@type": "Service",
        "name": "Backpage",
        "serviceType": "classifieds",
        "provider": {"@type": "Organization", "name": "Backpage.com, LLC"},
    }


def test_no_text_ends_the_script(client: Client) -> None:
    hostile = "</script><script>alert(1)</script><!-- & \u2028"
    Law.objects.filter(pk="us-18-usc-1952").update(title=hostile)
    html = client.get("/en/laws/us-18-usc-1952/").content.decode()
    assert "<script>alert" not in html
    assert one(client, "/en/laws/us-18-usc-1952/", "Legislation")["name"] == hostile


def test_the_tags_of_reference_managers(client: Client) -> None:
    page = Reader(client.get("/fr/countries/fr/?as_of=2019-06-04").content.decode())
    tags = [
        (str(found["name"]), found["content"])
        for found in page.all("meta")
        if re.match("citation_|DC", str(found.get("name")))
    ]
    assert tags == [
        ("citation_title", "France\u00a0: droit de la prostitution"),
        ("citation_author", "Les contributeurs de Jalons"),
        ("citation_publisher", "Jalons"),
        ("citation_publication_date", "2026/11/20"),
        ("citation_online_date", "2026/11/20"),
        ("citation_language", "fr"),
        ("citation_public_url", f"{SITE}/fr/countries/fr/?as_of=2019-06-04"),
        ("citation_technical_report_institution", "Jalons"),
        ("citation_technical_report_number", "2026.11.1"),
        ("DC.title", "France\u00a0: droit de la prostitution"),
        ("DC.creator", "Les contributeurs de Jalons"),
        ("DC.publisher", "Jalons"),
        ("DC.date", "2026-11-20"),
        ("DC.language", "fr"),
        ("DC.identifier", f"{SITE}/fr/countries/fr/?as_of=2019-06-04"),
        ("DC.rights", "CC BY 4.0"),
    ]
