"""Limits and keys with real servers: gunicorn with two workers, Redis between them, nginx in front."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis

from tests import servers

pytestmark = pytest.mark.server
PATH = "/api/v1/jurisdictions/FR/?fields=name"


@contextmanager
def workers(built: servers.Base, number: int, **env: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The site as `make run` serves it, in several processes; yields its address and the process."""
    port = servers.free_port()
    command = [
        sys.executable, "-m", "gunicorn", "kb.wsgi:application", "--bind", f"127.0.0.1:{port}",
        "--workers", str(number), "--threads", "2", "--preload", "--log-level", "warning",
    ]  # fmt: skip
    env = {"JALONS_VAR": str(built.var), "DATABASE_URL": "", "SECRET_KEY": servers.SECRET, **built.env, **env}
    with servers.running(command, port, env) as process:
        yield f"http://127.0.0.1:{port}", process


def said(built: servers.Base, code: str) -> str:
    """What a line of code prints."""
    done = servers.manage("shell", "-v0", "-c", code, var=built.var, env=built.env)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def given(built: servers.Base, name: str) -> str:
    """A new key."""
    return said(built, f"from kb.access.models import ApiKey as k; print(k.objects.create_key(name={name!r})[1])")


def used(built: servers.Base, name: str) -> str:
    """Requests answered and refused, by day, of the keys of that name."""
    rows = f"KeyUse.objects.filter(key__name={name!r}).values_list('answered', 'refused')"
    return said(built, f"from kb.access.models import KeyUse; print(list({rows}))")


def left(answer: tuple[int, dict[str, str], bytes]) -> list[int]:
    return [int(number) for number in re.findall(r"r=(\d+)", answer[1]["ratelimit"])]


def within_one_minute(seconds: int = 15) -> None:
    """Wait for the next minute if this one is nearly over, so that no window ends while a test counts."""
    if (rest := 60 - time.time() % 60) < seconds:
        time.sleep(rest + 0.1)


def test_two_processes_count_together_through_redis(built: servers.Base, tmp_path: Path) -> None:
    limits = {"API_LIMIT_PER_MINUTE": "40", "API_LIMIT_PER_DAY": "1000"}
    with servers.redis(tmp_path) as url, workers(built, 2, REDIS_URL=url, **limits) as (site, _):
        within_one_minute()
        answers = [servers.get(site + PATH) for _ in range(45)]
        assert [answer[0] for answer in answers] == [200] * 40 + [429] * 5
        assert [left(answer) for answer in answers[:41]] == [[39 - n, 999 - n] for n in range(40)] + [[0, 960]]
        refused = answers[-1]
        assert (refused[1]["content-type"], refused[1]["retry-after"].isdigit()) == ("application/problem+json", True)
        assert json.loads(refused[2])["violated-policies"] == ["minute"]
        client = Redis.from_url(url)
        kept = [key.decode() for key in client.scan_iter("LIMITS*")]
        assert sorted(re.sub(r"[0-9a-f]{32}|\d+$", "…", key) for key in kept) == [
            "LIMITS:quota/…/day/…",
            "LIMITS:quota/…/minute/…",
        ]
        assert all(0 < int(str(client.ttl(key))) <= 86400 for key in kept)
        everything = b" ".join(key + (client.get(key) or b"") for key in client.scan_iter())
        assert b"127.0.0.1" not in everything
        assert b"RateLimit" not in everything
        client.close()


def test_without_redis_each_process_counts_for_itself(built: servers.Base) -> None:
    with workers(built, 1, API_LIMIT_PER_MINUTE="3", API_LIMIT_PER_DAY="0") as (site, _):
        within_one_minute()
        etag = servers.get(site + PATH)[1]["etag"]
        assert [servers.get(site + PATH, **{"If-None-Match": etag})[0] for _ in range(4)] == [304, 304, 429, 429]


def test_readers_behind_nginx_are_told_apart_and_none_passes_for_another(built: servers.Base, tmp_path: Path) -> None:
    limits = {"API_LIMIT_PER_MINUTE": "2", "API_LIMIT_PER_DAY": "0", "TRUSTED_PROXIES": "1"}
    with workers(built, 1, **limits) as (site, _), servers.nginx(tmp_path, site, built.var / "static") as front:
        within_one_minute()
        forged = [servers.get(front + PATH, **{"X-Forwarded-For": f"203.0.113.{n}"})[0] for n in range(3)]
        assert forged == [200, 200, 429]
        behind = [servers.get(site + PATH, **{"X-Forwarded-For": f"203.0.113.{n}"})[0] for n in range(3)]
        assert behind == [200, 200, 200]
        assert "127.0.0.1" not in (tmp_path / "access.log").read_text()


def test_a_stopping_server_writes_down_what_it_counted(built: servers.Base) -> None:
    key = given(built, "Test")
    limits = {"API_KEY_LIMIT_PER_MINUTE": "8", "API_KEY_LIMIT_PER_DAY": "0"}
    with workers(built, 1, **limits) as (site, process):
        within_one_minute()
        codes = [servers.get(site + PATH, Authorization=f"Api-Key {key}")[0] for _ in range(10)]
        assert codes == [200] * 8 + [429] * 2
        assert servers.get(site + PATH, Authorization=f"Api-Key {key}x")[0] == 401
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
    assert used(built, "Test") == "[(8, 2)]"


def test_what_is_counted_is_written_in_time_by_itself(built: servers.Base) -> None:
    key = given(built, "Timed")
    with workers(built, 1) as (site, _):
        assert servers.get(site + PATH, Authorization=f"Api-Key {key}")[0] == 200
        for _ in range(40):
            if (found := used(built, "Timed")) != "[]":
                break
            time.sleep(0.5)
        assert found == "[(1, 0)]"
