"""A client generated from our OpenAPI document by a public generator, used against the running server."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests import servers

pytestmark = pytest.mark.server
HERE = Path(__file__).resolve().parent
ENVIRONMENT = servers.ROOT / ".venv-client" / "bin"


@pytest.fixture(scope="module")
def package(site: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a client that was just generated from the running server's document."""
    generator = ENVIRONMENT / "openapi-python-client"
    if not generator.exists():
        pytest.skip("the environment of the generated client is not installed: make .venv-client/.installed")
    folder = tmp_path_factory.mktemp("client") / "jalons-client"
    command = [generator, "generate", "--url", f"{site}/api/v1/schema.json", "--output-path", folder]
    config = ["--config", HERE / "generator.yaml", "--fail-on-warning"]
    done = subprocess.run([*command, *config], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return folder


@pytest.fixture(scope="module")
def results(site: str, package: Path) -> dict[str, Any]:
    """What `use.py` got by the client."""
    command = [ENVIRONMENT / "python", HERE / "use.py", site]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(package)})
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def asked(site: str, path: str) -> Any:
    """The same from the API itself."""
    status, _, body = servers.get(f"{site}/api/v1/{path}")
    assert status == 200
    return json.loads(body)


def test_lists_filters_and_orders(site: str, results: dict[str, Any]) -> None:
    rows = asked(site, "codings/?jurisdiction=FR,SE&indicator=buying&as_of=2019-06-04&ordering=-jurisdiction")
    values = [[row["jurisdiction"], row["value"]] for row in rows["results"]]
    assert results["list"] == ["PaginatedCodingList", 2, values]
    assert [place for place, _ in values] == ["SE", "FR"]


def test_a_record_is_typed_down_to_its_evidence(site: str, results: dict[str, Any]) -> None:
    coding = asked(site, "codings/FR.buying.2016-04-15/")
    assert results["detail"] == ["CodingDetail", "criminal_offence", coding["penalty"]["fine"], coding["verified_on"]]
    assert results["evidence"] == ["CitationRecord", coding["citations"][0]["seen_on"]]
    law = asked(site, "laws/fr-loi-2016-444/")
    assert results["law"] == ["FR", "statute", law["data_version"]]


def test_a_key_that_holds_a_slash_is_found(results: dict[str, Any]) -> None:
    assert results["provision"] == ["fr-code-penal", "art. 225-12-1"]


def test_jurisdictions_side_by_side(site: str, results: dict[str, Any]) -> None:
    members = sorted(asked(site, "compare/?j=FR,SE,DE&as_of=2019-06-04"))
    assert results["compare"] == ["ComparisonRecord", members]


def test_every_page_of_a_list(site: str, results: dict[str, Any]) -> None:
    statutes = asked(site, "laws/?kind=statute&limit=1000")
    assert statutes["count"] > 100
    assert results["statutes"] == sorted(law["id"] for law in statutes["results"])
    regimes = asked(site, "regimes/?as_of=2019-06-04&family=regulated&limit=1000")
    assert results["regimes"] == sorted(row["jurisdiction"] for row in regimes["results"])
    assert results["countries"] == asked(site, "jurisdictions/?region=Europe&limit=1")["count"]


def test_a_refusal_is_typed_too(results: dict[str, Any]) -> None:
    assert results["refused"] == [400, "Problem", "jurisdiction", "FRA"]
    assert results["missing"] == [404, "Problem"]


def test_a_table_comes_as_text(site: str, results: dict[str, Any]) -> None:
    _, _, body = servers.get(f"{site}/api/v1/codings.csv?jurisdiction=FR&as_of=2019-06-04")
    assert results["csv"] == ["str", body.decode().splitlines()[0]]
