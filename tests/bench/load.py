"""The load: a few clients of the standard library, each on a connection of its own that stays open.

A server is asked for a moment at a time, in turn with the one that it is compared with, so that whatever else the
machine does weighs on both. Beside the requests answered, the processor time of the server's own processes is read:
it hardly depends on what else runs.
"""

from __future__ import annotations

import http.client
import os
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

CLIENTS = 4
MOMENT = 0.8
ROUNDS = 9
COMPRESSED = {"Accept-Encoding": "gzip"}
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Target:
    """Something to be asked for, again and again: at one path, or at another each time."""

    name: str
    site: str
    pid: int
    paths: Iterator[str]
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def always(path: str) -> Iterator[str]:
    return repeat(path)


@dataclass(frozen=True, slots=True)
class Pace:
    """Requests answered in a second, and processor seconds that the server spent on one."""

    throughput: float
    processor: float


def processor(pid: int) -> float:
    """The processor seconds that a process and its children have spent."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    spent = (Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in [str(pid), *children])
    return sum(int(fields[11]) + int(fields[12]) for fields in spent) / TICKS


def pace(target: Target, moment: float = MOMENT) -> Pace:
    """How fast a target answers while all clients ask for it at once."""
    place = urlsplit(target.site)
    answered, lock = [0] * CLIENTS, threading.Lock()
    began, spent = time.perf_counter(), processor(target.pid)

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
        while time.perf_counter() - began < moment:
            with lock:
                path = next(target.paths)
            connection.request("GET", path, headers=COMPRESSED | dict(target.headers))
            answer = connection.getresponse()
            answer.read()
            assert answer.status == target.status, f"{answer.status} for {path}"
            answered[number] += 1
        connection.close()

    clients = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    total = sum(answered)
    return Pace(total / (time.perf_counter() - began), (processor(target.pid) - spent) / total)


def ratios(measure: Target, targets: list[Target], rounds: int = ROUNDS) -> dict[str, Pace]:
    """Each target's pace as a part of the measure's, the median of the rounds; the first round only warms."""
    found: dict[str, list[Pace]] = {target.name: [] for target in targets}
    for number in range(rounds + 1):
        against = pace(measure)
        for target in targets:
            own = pace(target)
            if number:
                part = Pace(own.throughput / against.throughput, against.processor / own.processor)
                found[target.name].append(part)
    return {
        name: Pace(median(one.throughput for one in paces), median(one.processor for one in paces))
        for name, paces in found.items()
    }
