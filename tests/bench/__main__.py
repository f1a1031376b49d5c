"""`python -m tests.bench`: starts what is compared, asks both in turn, and says each ratio beside its budget."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path

from tests import servers
from tests.bench.load import COMPRESSED, Pace, Target, always, ratios
from tests.bench.thousandfold import multiplied

COUNTING = {"API_LIMIT_PER_MINUTE": "1000000000", "API_LIMIT_PER_DAY": "1000000000"}
FLAT = "id,jurisdiction,indicator,value,scope,valid_from,valid_to,start,end,confidence,support,verified_on,note"
PLACES = ("FR", "SE", "DE", "US", "GB", "NL", "IT", "AU", "NZ", "CA")
Served = tuple[str, int]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def result(name: str, pace: Pace, of: str, least: float) -> None:
    met = "met" if max(pace.throughput, pace.processor) >= least else "MISSED"
    told = f"{pace.throughput:5.2f} of {of} (by processor time {pace.processor:.2f})"
    say(f"  {name:<46} {told}; budget {least:.2f}: {met}")


@contextmanager
def gunicorn(application: str, env: servers.Env) -> Iterator[Served]:
    """One worker of four threads; its address and process."""
    port = servers.free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    with servers.running([*command, "--log-level", "warning"], port, env) as process:
        yield f"http://127.0.0.1:{port}", process.pid


def site(base: servers.Base) -> servers.Env:
    return {"JALONS_VAR": str(base.var), "DATABASE_URL": "", **COUNTING, **base.env}


@contextmanager
def datasette(file: Path) -> Iterator[Served]:
    port = servers.free_port()
    command = [sys.executable, "-m", "datasette", "serve", str(file), "--port", str(port)]
    with servers.running(command, port) as process:
        yield f"http://127.0.0.1:{port}", process.pid


def warm(base: servers.Base) -> None:
    """What is asked for again, against an empty view under the same server."""
    with gunicorn("tests.bench.empty:application", {}) as nothing, gunicorn("kb.wsgi:application", site(base)) as ours:
        page = "/en/countries/fr/"
        body = servers.get(ours[0] + page)[2]
        mark = servers.get(ours[0] + page, **COMPRESSED)[1]["etag"]
        sheet = re.search(rb'href="(/static/kb/[^"]+\.css)"', body)
        assert sheet is not None
        known = {"If-None-Match": mark}
        found = ratios(
            Target("an empty view", *nothing, always("/")),
            [
                Target("a warm page", *ours, always(page)),
                Target("a page that the reader has (304)", *ours, always(page), 304, known),
                Target("a warm list of the API", *ours, always("/api/v1/codings/?jurisdiction=FR")),
                Target("a static file", *ours, always(sheet[1].decode())),
            ],
        )
    for (name, pace), least in zip(found.items(), (0.8, 0.9, 0.8, 0.8), strict=True):
        result(name, pace, "an empty view", least)


def days() -> Iterator[str]:
    """A day that was not asked for before: nothing is kept of it."""
    first = dt.date(1999, 1, 1)
    return ((first + dt.timedelta(days=number)).isoformat() for number in range(10_000))


def cold_paths(form: str) -> Iterator[str]:
    """The list of one jurisdiction after another, each time on another day."""
    places = cycle(PLACES)
    return (form.format(place=next(places), day=day) for day in days())


def against_datasette(base: servers.Base) -> None:
    """A filtered list of which nothing is kept, against Datasette on the same rows of a release."""
    (file,) = (base.var / "releases").glob("*/jalons.sqlite")
    own = f"/api/v1/codings/?jurisdiction={{place}}&as_of={{day}}&fields={FLAT}"
    columns = "jurisdiction indicator value start end coding scope valid_from valid_to confidence support verified_on"
    wanted = "&".join(f"_col={name}" for name in [*columns.split(), "note_en", "note_fr"])
    theirs = "/jalons/codings.json?jurisdiction={place}&start__lte={day}&_where=end+is+null+or+end+>+'{day}'"
    with datasette(file) as measure, gunicorn("kb.wsgi:application", site(base)) as ours:
        found = ratios(
            Target("Datasette", *measure, cold_paths(f"{theirs}&_size=100&_shape=objects&{wanted}")),
            [Target("a cold filtered list", *ours, cold_paths(own))],
        )
    for name, pace in found.items():
        result(name, pace, "Datasette's", 3)


COLD = {
    "of a jurisdiction": "jurisdiction={place}&as_of={day}",
    "of an indicator": "indicator=buying&as_of={day}",
    "of a value in a region": "indicator=buying&value=criminal_offence&region=Europe&as_of={day}",
}


def thousandfold(folder: Path, server: str) -> None:
    """A filtered list with a thousand times the codings, against the same list as it is, both on PostgreSQL."""
    with ExitStack() as stack:
        served = []
        for name, times in (("one", 1), ("thousand", 1000)):
            env = stack.enter_context(servers.database(server))
            base = servers.built(folder / name, env)
            if times > 1:
                say(f"  {multiplied(env['DATABASE_URL'], times):,} codings in force")
            served.append(stack.enter_context(gunicorn("kb.wsgi:application", site(base))))
        for said, query in COLD.items():
            own = f"/api/v1/codings/?{query}"
            found = ratios(
                Target("as it is", *served[0], cold_paths(own)),
                [Target(f"a cold list {said}", *served[1], cold_paths(own))],
            )
            for name, pace in found.items():
                result(name, pace, "the same list as it is", 0.5)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = servers.built(folder / "site", {})
        say("Warm, on SQLite:")
        warm(base)
        say("Cold, on SQLite:")
        against_datasette(base)
        say("A thousand times the codings, on PostgreSQL:")
        server = os.environ.get("TEST_POSTGRES_URL", "")
        if server:
            thousandfold(folder, server)
        else:
            say("  skipped: TEST_POSTGRES_URL names no server")


main()
