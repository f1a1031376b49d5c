"""Every operation that the API describes, asked by a fuzzer in every way that its description allows, and forbids.

The requests are made from the description that the site really serves, the same ones every time. `make fuzz` asks
many more.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import servers

pytestmark = pytest.mark.server
FOLDER = Path(__file__).resolve().parent / "fuzz"
EXAMPLES = os.environ.get("FUZZ_EXAMPLES", "5")
PHASES = os.environ.get("FUZZ_PHASES", "fuzzing")
LEAST = 400


def command(site: str) -> list[str]:
    fuzzer = [str(Path(sys.executable).parent / "schemathesis"), "--config-file", str(FOLDER / "schemathesis.toml")]
    asked = ["run", f"{site}/api/v1/schema.json", "--checks", "all", "--seed", "2019", "--continue-on-failure"]
    return [
        *fuzzer,
        *asked,
        "--phases",
        PHASES,
        "--max-examples",
        EXAMPLES,
        "--workers",
        "2",
        "--request-timeout",
        "60",
    ]


def test_the_api_does_what_its_description_says(built: servers.Base, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with servers.site(built, log=log) as site:
        env = {
            **os.environ,
            "FUZZED_SITE": site,
            "SCHEMATHESIS_HOOKS": "tests.fuzz.hooks",
            "PYTHONPATH": str(servers.ROOT),
        }
        assert servers.get(f"{site}/api/v1/schema.json")[0] == 200  # made once: the fuzzer itself waits for ten seconds
        done = subprocess.run(command(site), cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    sys.stdout.write(done.stdout)
    counted = re.search(r"(\d+) generated", done.stdout)
    assert (done.returncode, re.findall(r"Internal Server Error: .*", log.read_text())) == (0, []), done.stdout
    assert counted is not None
    assert int(counted[1]) >= LEAST
