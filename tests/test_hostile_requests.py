"""Hostile and mistaken requests over raw sockets: each gets its exact answer, and none a 5xx."""

from __future__ import annotations

import http.client
import json
import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from tests import servers
from tests.hostile import CASES, Case

pytestmark = pytest.mark.server
ATOM = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """A started site, and what it wrote to its log."""

    address: str
    log: Path

    def ask(self, wire: bytes, method: str = "GET") -> Answer:
        """What is answered to these very bytes; no answer is an error of its own."""
        place = urlsplit(self.address)
        with socket.create_connection((place.hostname or "", place.port or 0), timeout=30) as connection:
            with suppress(BrokenPipeError, ConnectionResetError):  # refused before all of it was read
                connection.sendall(wire)
            response = http.client.HTTPResponse(connection, method=method)
            response.begin()
            headers = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, headers, response.read())


@pytest.fixture(scope="module")
def site(built: servers.Base, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    log = tmp_path_factory.mktemp("hostile") / "log"
    with servers.site(built, log=log) as address:
        yield Site(address, log)


@pytest.mark.parametrize("case", CASES, ids=[case.said for case in CASES])
def test_it_gets_its_exact_answer(site: Site, case: Case) -> None:
    answer = site.ask(case.wire(), case.method)
    assert (answer.status, named(case, answer)) == (case.status, case.names)
    assert "set-cookie" not in answer.headers
    if answer.status == 200 and case.method == "GET" and answer.headers["content-type"].startswith(ATOM):
        assert ElementTree.fromstring(answer.body).tag == "{http://www.w3.org/2005/Atom}feed"  # noqa: S314  our own
    assert "evil.example" not in answer.headers.get("location", "")
    if case.same:
        honest = site.ask(Case("", case.same, 200).wire())
        assert (honest.status, understood(answer)) == (200, understood(honest))


def named(case: Case, answer: Answer) -> str:
    """The parameter that the answer names: a problem's member, or a word of the page."""
    if answer.headers.get("content-type") == "application/problem+json":
        problem = json.loads(answer.body)
        assert problem["status"] == answer.status
        return str(problem.get("parameter", ""))
    assert not (case.of_api and answer.status in {404, 405, 406}), "a refusal of the API is a problem"
    return case.names if case.names in re.findall(r"<code>(.*?)</code>", answer.body.decode(errors="replace")) else ""


def understood(answer: Answer) -> object:
    """The records of a list, or the whole body of anything else."""
    if answer.headers["content-type"] != "application/json":
        return answer.body
    return json.loads(answer.body)["results"]


def test_there_are_enough_and_each_once() -> None:
    assert len({(case.said, case.target) for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize(
    "wire", [b"GET\r\n\r\n", b"GET /en/\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\0" * 99 + b"\r\n\r\n"]
)
def test_what_is_no_request_is_refused(site: Site, wire: bytes) -> None:
    assert site.ask(wire).status == 400


def test_afterwards_the_site_stands_and_its_log_tells_of_no_failure(site: Site) -> None:
    assert site.ask(Case("", "/en/", 200).wire()).status == 200
    assert re.findall(r"Internal Server Error.*|\[CRITICAL\].*|\[ERROR\].*", site.log.read_text()) == []
