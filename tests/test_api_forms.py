"""Each answer names the other forms of itself, and each address that it names answers with just that form."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from countries.api.urls import ENDPOINTS, SHEETS
from countries.api.views.files import FileEndpoint
from countries.api.views.forms import LONGEST_LINKED
from tests import world

pytestmark = pytest.mark.django_db
TABLES = [*(name for name, endpoint in ENDPOINTS.items() if issubclass(endpoint, FileEndpoint)), *SHEETS, "graph"]
NEEDED = {"reforms": "from=2000-01-01", "compare": "j=FR,SE,DE", "nearest": "j=FR", "graph": "kind=seizure"}
LINK = re.compile(r'<([^>]+)>; rel="(alternate|describedby)"; type="([^"]+)"')


@pytest.fixture(autouse=True)
def base(world_of_module: world.World) -> world.World:
    return world_of_module


def forms(client: Client, address: str) -> tuple[str, dict[str, str]]:
    """The media type of an answer, and the addresses of its other forms by theirs."""
    answer: Any = client.get(address)
    body = b"".join(answer)
    assert answer.status_code == 200, (address, body[:300])
    links = LINK.findall(answer.headers.get("Link", ""))
    found = {("metadata" if rel == "describedby" else media): url for url, rel, media in links}
    assert len(found) == len(links)
    own = answer.headers["Content-Type"].partition(";")[0]
    is_twin = own == "application/json" and "profile" in json.loads(body)
    return "metadata" if is_twin else own, found


@pytest.mark.parametrize("name", TABLES)
def test_from_every_form_all_others_are_reached(client: Client, name: str) -> None:
    query = NEEDED.get(name, "limit=2")
    kind, found = forms(client, f"/api/v1/{name}/?{query}")
    every = {kind, *found}
    wanted = {"application/json", "text/csv", "metadata", "application/geo+json"} - (
        set() if name == "jurisdictions" else {"application/geo+json"}
    )
    assert {form for form in every if "openxml" not in form} == wanted
    assert len(every) == len(wanted) + 1
    for form, address in found.items():
        reached, others = forms(client, address)
        assert (reached, {reached, *others}) == (form, every)


@pytest.mark.parametrize("name", ["compare", "graph", "jurisdictions"])
def test_a_form_is_not_asked_what_it_does_not_take(client: Client, name: str) -> None:
    fields = {"compare": "indicator", "graph": "source", "jurisdictions": "code"}[name]
    for address in forms(client, f"/api/v1/{name}.csv?{NEEDED.get(name, 'kind=country')}&fields={fields}")[1].values():
        answer: Any = client.get(address)
        assert (answer.status_code, b"".join(answer) != b"") == (200, True), address


def test_the_forms_are_of_the_same_filter_whatever_is_written_in_it(client: Client) -> None:
    asked = "jurisdiction=FR,DE&q=%3E%22%20,%C3%A9&%6Cimit=3"
    found = forms(client, f"/api/v1/laws/?{asked}")[1]
    assert found["text/csv"] == "http://testserver/api/v1/laws.csv?jurisdiction=FR%2CDE&q=%3E%22%20%2C%C3%A9"
    assert forms(client, found["text/csv"])[0] == "text/csv"


def test_a_record_a_refusal_and_a_query_that_no_proxy_would_pass_on_have_no_links_to_forms(client: Client) -> None:
    assert forms(client, "/api/v1/codings/FR.buying.2016-04-15/")[1] == {}
    assert LINK.findall(client.get("/api/v1/codings/?x=1").headers.get("Link", "")) == []
    spaces = f"/api/v1/codings/?limit=1{'%20' * (LONGEST_LINKED // 3)}"
    assert [len(forms(client, address)[1]) for address in (spaces, "/api/v1/codings/?limit=1")] == [0, 3]
