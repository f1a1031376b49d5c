"""Really started servers for tests: the site under gunicorn, Redis, nginx. Each stops with its context."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
Env = Mapping[str, str]
SECRET = "long enough for a test, and not a secret that anybody uses"
UNLIMITED = {"API_LIMIT_PER_MINUTE": "0", "API_LIMIT_PER_DAY": "0"}


@dataclass(frozen=True, slots=True)
class Base:
    """A built site: its data folder, and the environment that says which database holds its data."""

    var: Path
    env: Env


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def manage(*arguments: str, var: Path, env: Env | None = None) -> subprocess.CompletedProcess[str]:
    """`manage.py` in a process of its own with its own data folder."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "JALONS_VAR": str(var), "DATABASE_URL": "", **(env or {})},
        capture_output=True,
        text=True,
        check=False,
    )


def built(var: Path, env: Env) -> Base:
    """The project's own data loaded and released, and the static files collected."""
    var.mkdir(parents=True, exist_ok=True)
    for arguments in (["migrate"], ["loadkb"], ["release"], ["collectstatic", "--noinput"]):
        done = manage(*arguments, var=var, env=env)
        assert done.returncode == 0, done.stderr
    return Base(var, env)


@contextmanager
def database(url: str) -> Iterator[Env]:
    """What names a new database: one beside the PostgreSQL `url`, dropped afterwards; without one, SQLite."""
    if not url:
        yield {}
        return
    name = f"jalons_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield {"DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{name}"))}
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def running(
    command: list[str], port: int, env: Env | None = None, log: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A server that listens on a port of this machine; what it says goes to its log, if it has one."""
    with open(log or os.devnull, "wb") as said:
        told = said if log else None
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **(env or {})}, stdout=told, stderr=told)
    try:
        for _ in range(400):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
            time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def site(base: Base, env: Env | None = None, log: Path | None = None) -> Iterator[str]:
    """The site under gunicorn, without limits unless `env` sets some, its administration open; yields its address."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "kb.wsgi:application", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    ours = {"JALONS_VAR": str(base.var), "DATABASE_URL": "", "SECRET_KEY": SECRET, **UNLIMITED}
    with running(command, port, {**ours, **base.env, **(env or {})}, log):
        yield f"http://127.0.0.1:{port}"


def program(name: str) -> str:
    """The path of an installed program; the test is skipped by name where there is none."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    port = free_port()
    command = [program("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", ""]
    with running(command, port):
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def nginx(folder: Path, upstream: str, static: Path, releases: Path | None = None) -> Iterator[str]:
    """nginx with the project's own configuration, filled in."""
    port = free_port()
    text = (ROOT / "kb/deploy/nginx.conf").read_text()
    filled = {
        "@LISTEN@": f"127.0.0.1:{port}",
        "@UPSTREAM@": upstream.removeprefix("http://"),
        "@STATIC@": str(static),
        "@RELEASES@": str(releases or folder / "releases"),
        "@RUN@": str(folder),
    }
    for name, value in filled.items():
        text = text.replace(name, value)
    (folder / "nginx.conf").write_text(text)
    command = [program("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off; user root;"]
    if os.geteuid() != 0:
        command[-1] = "daemon off;"
    with running(command, port):
        yield f"http://127.0.0.1:{port}"


def get(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (names in lower case) and body; no redirect is followed."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *args: object) -> None:
            return None

    request = urllib.request.Request(url, headers=headers)  # noqa: S310  an address of our own server
    try:
        answer = urllib.request.build_opener(Stay).open(request)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
