"""The site with real servers around it: Redis for the cache, nginx in front, and what is said when one is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from redis import Redis

from tests import servers

pytestmark = pytest.mark.server


def test_the_cache_is_shared_through_redis(built: servers.Base, tmp_path: Path) -> None:
    with servers.redis(tmp_path) as url, servers.site(built, {"REDIS_URL": url}) as address:
        client = Redis.from_url(url)
        client.flushall()
        first = servers.get(f"{address}/en/countries/")
        assert first[0] == 200
        held = client.dbsize()
        assert held > 0
        assert servers.get(f"{address}/en/countries/")[2] == first[2]
        assert client.dbsize() == held
        client.close()


def test_nginx_serves_pages_and_static_files(built: servers.Base, site: str, tmp_path: Path) -> None:
    with servers.nginx(tmp_path, site, built.var / "static") as front:
        status, headers, body = servers.get(f"{front}/en/", **{"Accept-Encoding": "identity"})
        assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
        sheet = re.search(rb'href="(/static/kb/[^"]+\.css)"', body)
        assert sheet is not None
        status, headers, _ = servers.get(front + sheet[1].decode())
        assert (status, headers["content-type"], headers["cache-control"]) == (
            200,
            "text/css",
            "public, max-age=31536000, immutable",
        )
        font = re.search(rb'href="(/static/kb/fonts/[^"]+\.[0-9a-f]{12}\.woff2)"', body)
        assert font is not None
        status, headers, held = servers.get(front + font[1].decode())
        assert (status, headers["content-type"], headers["cache-control"], held[:4]) == (
            200,
            "font/woff2",
            "public, max-age=31536000, immutable",
            b"wOF2",
        )
        etag = servers.get(f"{front}/en/")[1]["etag"]
        assert servers.get(f"{front}/en/", **{"If-None-Match": etag})[0] == 304
        assert servers.get(f"{front}/en/", **{"Accept-Encoding": "gzip"})[1]["content-encoding"] == "gzip"
        log = (tmp_path / "access.log").read_text()
        assert "127.0.0.1" not in log


def test_a_very_long_address_is_refused_politely(built: servers.Base, site: str, tmp_path: Path) -> None:
    with servers.nginx(tmp_path, site, built.var / "static") as front:
        assert servers.get(f"{front}/api/v1/codings/?jurisdiction={'F' * 10_000}")[0] in {400, 414}
        assert servers.get(f"{front}/en/")[0] == 200


@pytest.mark.parametrize(
    ("env", "said"),
    [
        (
            {"DATABASE_URL": "postgres://nobody@127.0.0.1:9/none"},
            "CommandError: DATABASE_URL names a database that does not answer: ",
        ),
        ({"REDIS_URL": "redis://127.0.0.1:9/0"}, "CommandError: REDIS_URL names a server that does not answer: "),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL is not a database address: "),
        ({"DEBUG": "perhaps"}, "DEBUG is “perhaps”: set it to 1 or 0"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_missing_server_is_one_sentence(env: dict[str, str], said: str, tmp_path: Path) -> None:
    done = servers.manage("checkservers", var=tmp_path, env=env)
    assert done.returncode != 0
    assert done.stderr.startswith(said)
    assert len(done.stderr.strip().splitlines()) == 1
