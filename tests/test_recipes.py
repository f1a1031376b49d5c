"""The page of recipes: every snippet on it is run against the started site, and prints what it should."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
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


def snippets(site: str, language: str, page: str = "recipes") -> list[tuple[str, str, str]]:
    status, _, body = servers.get(f"{site}/{language}/{page}/")
    assert status == 200
    return Snippets(body.decode()).found


def asked(site: str, path: str) -> Any:
    status, _, body = servers.get(f"{site}/api/v1/{path}")
    assert status in {200, 400}
    return json.loads(body)


def results(site: str, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = asked(site, path)["results"]
    return found


def run(language: str, code: str, folder: Path) -> str:
    """What the snippet prints in an empty folder; nothing may go wrong and nothing be complained of."""
    commands = {
        "sh": ["bash", "-euo", "pipefail", "-c", code],
        "python": [sys.executable, "-W", "error", "-c", code],
        "javascript": [servers.program("node"), "--input-type=module", "-e", code],
    }
    done = subprocess.run(commands[language], capture_output=True, text=True, check=False, timeout=120, cwd=folder)
    assert (done.returncode, done.stderr) == (0, ""), code
    return done.stdout


@pytest.fixture(scope="module")
def released(built: servers.Base) -> str:
    """The version of the data that is published."""
    done = servers.manage("release", var=built.var, env=built.env)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip()).name


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


def atom(site: str) -> str:
    return servers.get(f"{site}/en/changes.atom?jurisdiction=BE")[2].decode()


def followed(site: str) -> str:
    feed = json.loads(servers.get(f"{site}/en/changes.json?jurisdiction=BE")[2])
    return "".join(f"{entry['date_modified'][:10]} {entry['title']}\n" for entry in feed["items"])


def in_the_release(site: str) -> str:
    """Counted in the release's table, which holds what ended before the record begins as well."""
    newest = asked(site, "versions/?limit=1")["data_version"]
    table = servers.get(f"{site}/data/{newest}/codings.csv")[2].decode()
    values = Counter(row["value"] for row in csv.DictReader(io.StringIO(table)) if row["indicator"] == "buying")
    return "".join(f"{value} {values[value]}\n" for value in sorted(values))


def moved(site: str) -> str:
    models: dict[str, set[str]] = {}
    for row in csv.DictReader(io.StringIO(servers.get(f"{site}/api/v1/panel-wide.csv?kind=country")[2].decode())):
        models.setdefault(row["jurisdiction"], set()).add(row["regime_model"])
    return " ".join(sorted(code for code, own in models.items() if len(own) > 1)) + "\n"


def counted(site: str) -> str:
    return f"True {asked(site, 'laws/?limit=1')['count']}\n"


def refused(site: str) -> str:
    return servers.get(f"{site}/api/v1/codings/?jurisdicton=FR")[2].decode()


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


Check = Callable[[str, str], bool]


def exactly(worked_out: Callable[[str], str]) -> Check:
    """That the snippet prints this and nothing else."""

    def check(site: str, printed: str) -> bool:
        assert printed == worked_out(site)
        return True

    return check


WHO = "Who makes buying an offence today, as a table"
YEARS = "Every year since 1999, in pandas"
CHECKS: dict[tuple[str, str, int], Check] = {
    (WHO, "sh", 1): exactly(offences_sh),
    (WHO, "python", 1): exactly(offences_python),
    (WHO, "javascript", 1): exactly(offences_javascript),
    (YEARS, "python", 1): exactly(moved),
    (YEARS, "python", 2): a_table_of_models,
    ("Four countries side by side", "python", 1): exactly(differing),
    ("Four countries side by side", "javascript", 1): exactly(clusters),
    ("Everything that one answer rests on", "sh", 1): a_bibliography,
    ("Everything that one answer rests on", "python", 1): exactly(evidence),
    ("Is my copy still current?", "sh", 1): exactly(lambda _site: "304\n"),
    ("Is my copy still current?", "javascript", 1): exactly(version),
    ("Follow Belgium", "sh", 1): exactly(atom),
    ("Follow Belgium", "sh", 2): exactly(changed),
    ("Follow Belgium", "python", 1): exactly(followed),
    ("A whole release, verified", "sh", 1): exactly(lambda _site: "codings.csv: OK\n"),
    ("A whole release, verified", "python", 1): exactly(in_the_release),
    ("All of a long list", "python", 1): exactly(counted),
    ("Why is my request refused?", "sh", 1): exactly(refused),
    ("Why is my request refused?", "python", 1): exactly(lambda _site: "400 indicator buyng -> buying\n"),
}


def test_every_snippet_prints_what_it_should(site: str, released: str, tmp_path: Path) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for heading, language, code in snippets(site, "en"):
        assert HERE in code, code
        code = code.replace(HERE, site)
        if language == "r":
            (address,) = ADDRESS.findall(code)
            assert servers.get(address)[0] == 200, address
            continue
        seen[heading, language] += 1
        assert CHECKS[heading, language, seen[heading, language]](site, run(language, code, tmp_path)), code
    assert {(*key, n) for key, number in seen.items() for n in range(1, number + 1)} == set(CHECKS)


@pytest.mark.parametrize("page", ["recipes", "api"])
def test_both_languages_show_the_same_snippets(site: str, page: str) -> None:
    english, french = snippets(site, "en", page), snippets(site, "fr", page)
    assert [snippet[1:] for snippet in french] == [snippet[1:] for snippet in english]
    assert len({heading for heading, _, _ in french}) == len({heading for heading, _, _ in english})


def test_the_table_of_the_first_recipe_holds_a_country_that_everybody_knows(site: str) -> None:
    """What is compared above is not empty on both sides."""
    rows = list(csv.DictReader(io.StringIO(offences_sh(site))))
    assert {"jurisdiction": "SE", "value": "criminal_offence"} in rows
    assert len(rows) > 5
    assert differing(site).count("\n") > 3
    assert evidence(site).count("\n") > 3
    assert "BE" in moved(site).split()
    assert followed(site).count("\n") > 0
    assert in_the_release(site).count("\n") > 3
