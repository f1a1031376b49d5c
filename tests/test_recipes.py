"""The page of recipes: every snippet on it is run against the started site, and prints what it should."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from tests import servers
from tests.formats import read_bibtex, untex

pytestmark = pytest.mark.server
HERE = "http://127.0.0.1:8000"  # the address of the site where none is set
BUYING = "indicator=buying&value=criminal_offence,administrative_offence"
ADDRESS = re.compile(r'"(https?://[^"]+)"')


class Snippets(HTMLParser):
    """The code blocks of a page: (heading, language, text)."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self.heading, self.language, self.inside = "", "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "h2":
            self.inside, self.heading = "h2", ""
        language = str(dict(attrs).get("class") or "")
        if tag == "code" and language.startswith("language-"):
            self.inside, self.language = "code", language.removeprefix("language-")
            self.found.append((self.heading, self.language, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "h2":
            self.heading += data
        elif self.inside == "code":
            heading, language, text = self.found[-1]
            self.found[-1] = (heading, language, text + data)


def snippets(site: str, language: str) -> list[tuple[str, str, str]]:
    status, _, body = servers.get(f"{site}/{language}/recipes/")
    assert status == 200
    return Snippets(body.decode()).found


def asked(site: str, path: str) -> Any:
    status, _, body = servers.get(f"{site}/api/v1/{path}")
    assert status in {200, 400}
    return json.loads(body)


def results(site: str, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = asked(site, path)["results"]
    return found


def run(language: str, code: str) -> str:
    """What the snippet prints; nothing may go wrong and nothing be complained of."""
    commands = {
        "sh": ["bash", "-euo", "pipefail", "-c", code],
        "python": [sys.executable, "-W", "error", "-c", code],
        "javascript": [servers.program("node"), "--input-type=module", "-e", code],
    }
    done = subprocess.run(commands[language], capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, ""), code
    return done.stdout


# What each snippet prints, worked out another way: by heading, language and place below the heading.


def offences(site: str) -> list[dict[str, Any]]:
    return results(site, f"codings/?{BUYING}&limit=1000")


def offences_sh(site: str) -> str:
    lines = ["jurisdiction,value", *(f"{row['jurisdiction']},{row['value']}" for row in offences(site))]
    return "".join(f"{line}\n" for line in lines)


def offences_python(site: str) -> str:
    return "".join(f"{row['jurisdiction']} {row['value']} since {row['start']}\n" for row in offences(site))


def offences_javascript(site: str) -> str:
    rows = offences(site)
    return f"{len(rows)} {' '.join(row['jurisdiction'] for row in rows)}\n"


def lasting(site: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in results(site, "spells/?kind=country&limit=1000"):
        if row["end"] is None:
            found[row["model"]] = found.get(row["model"], 0) + 1
    return found


def compared(site: str) -> Any:
    return asked(site, "compare/?j=FR,SE,DE,NZ&as_of=2019-06-04")


def differing(site: str) -> str:
    rows = [row for row in compared(site)["rows"] if row["differs"]]
    lines = [[row["indicator"], *(str(cell and cell["value"]) for cell in row["cells"])] for row in rows]
    return "".join(f"{' '.join(line)}\n" for line in lines)


def clusters(site: str) -> str:
    return " ".join("+".join(cluster) for cluster in compared(site)["clusters"]) + "\n"


def evidence(site: str) -> str:
    (coding,) = results(site, "codings/?jurisdiction=FR&indicator=buying&as_of=2019-06-04")
    lines = [f"{c['source']['title']} | {c['pinpoint']} | {c['quote']}" for c in coding["citations"]]
    return "".join(f"{line}\n" for line in lines)


def version(site: str) -> str:
    return f"304 {asked(site, 'versions/?limit=1')['data_version']}\n"


def changed(site: str) -> str:
    return (
        servers.get(f"{site}/api/v1/changes.csv?jurisdiction=BE&record_type=coding")[2].decode().replace("\r\n", "\n")
    )


def counted(site: str) -> str:
    return f"True {asked(site, 'laws/?limit=1')['count']}\n"


def refused(site: str) -> str:
    return servers.get(f"{site}/api/v1/codings/?jurisdicton=FR")[2].decode()


EXPECTED: dict[tuple[str, str], Callable[[str], str]] = {
    ("Who makes buying an offence today, as a table", "sh"): offences_sh,
    ("Who makes buying an offence today, as a table", "python"): offences_python,
    ("Who makes buying an offence today, as a table", "javascript"): offences_javascript,
    ("Four countries side by side", "python"): differing,
    ("Four countries side by side", "javascript"): clusters,
    ("Everything that one answer rests on", "python"): evidence,
    ("Is my copy still current?", "sh"): lambda _site: "304\n",
    ("Is my copy still current?", "javascript"): version,
    ("What has changed in Belgium", "sh"): changed,
    ("All of a long list", "python"): counted,
    ("Why is my request refused?", "sh"): refused,
    ("Why is my request refused?", "python"): lambda _site: "400 indicator buyng -> buying\n",
}


def test_every_snippet_prints_what_it_should(site: str) -> None:
    checked = set()
    for heading, language, code in snippets(site, "en"):
        assert HERE in code, code
        code = code.replace(HERE, site)
        if language == "r":
            (address,) = ADDRESS.findall(code)
            assert servers.get(address)[0] == 200
            continue
        printed = run(language, code)
        checked.add((heading, language))
        if (heading, language) in EXPECTED:
            assert printed == EXPECTED[heading, language](site), heading
        else:
            assert LOOSER[heading, language](site, printed), heading
    assert checked == {*EXPECTED, *LOOSER}


def a_table_of_models(site: str, printed: str) -> bool:
    """As pandas prints it: a name and a number a line, the largest first."""
    rows = [line.split() for line in printed.splitlines()[1:]]
    numbers = [int(number) for _, number in rows]
    return {name: int(number) for name, number in rows} == lasting(site) and numbers == sorted(numbers)[::-1]


def a_bibliography(site: str, printed: str) -> bool:
    entry, *sources = read_bibtex(printed)
    (coding,) = results(site, "codings/?jurisdiction=FR&indicator=buying&as_of=2019-06-04")
    return untex(entry["title"]) == "France: Buying – Criminal offence" and [
        source["key"] for source in sources
    ] == list(dict.fromkeys(c["source"]["id"] for c in coding["citations"]))


LOOSER: dict[tuple[str, str], Callable[[str, str], bool]] = {
    ("Every regime since 1999, in pandas", "python"): a_table_of_models,
    ("Everything that one answer rests on", "sh"): a_bibliography,
}


def test_both_languages_show_the_same_snippets(site: str) -> None:
    english, french = snippets(site, "en"), snippets(site, "fr")
    assert [snippet[1:] for snippet in french] == [snippet[1:] for snippet in english]
    assert len({heading for heading, _, _ in french}) == len({heading for heading, _, _ in english})


def test_the_table_of_the_first_recipe_holds_a_country_that_everybody_knows(site: str) -> None:
    """What is compared above is not empty on both sides."""
    rows = list(csv.DictReader(io.StringIO(offences_sh(site))))
    assert {"jurisdiction": "SE", "value": "criminal_offence"} in rows
    assert len(rows) > 5
    assert differing(site).count("\n") > 3
    assert evidence(site).count("\n") > 3
