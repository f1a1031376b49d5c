"""A hostile or mistaken request, and what it is answered with.

`names` is the parameter that the answer names. `same` is an honest address that must be answered alike: what was
asked for was understood, not ignored. Bytes and header lines go over the wire exactly as they stand here.
"""

from __future__ import annotations

from dataclasses import dataclass

API = "/api/v1/"
FORM = "Content-Type: application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Case:
    """A request, and its answer."""

    said: str
    target: str
    status: int
    names: str = ""
    same: str = ""
    method: str = "GET"
    headers: tuple[str, ...] = ()
    body: bytes = b""
    host: str | None = "127.0.0.1"
    version: str = "HTTP/1.1"

    @property
    def of_api(self) -> bool:
        return self.target.startswith(API)

    def wire(self) -> bytes:
        """The request as it goes over the wire; a character is a byte."""
        host = [] if self.host is None else [f"Host: {self.host}"]
        length = [f"Content-Length: {len(self.body)}"] if self.body and not self.says("Transfer-Encoding") else []
        own = [] if self.says("Content-Length") else length
        lines = [f"{self.method} {self.target} {self.version}", *host, "Connection: close", *own, *self.headers, "", ""]
        return "\r\n".join(lines).encode("latin-1") + self.body

    def says(self, header: str) -> bool:
        return any(line.startswith(f"{header}:") for line in self.headers)


def api(said: str, path: str, status: int, names: str = "", same: str = "") -> Case:
    return Case(said, f"{API}{path}", status, names, f"{API}{same}" if same else "")


def page(said: str, path: str, status: int, names: str = "", same: str = "") -> Case:
    return Case(said, f"/en/{path}", status, names, f"/en/{same}" if same else "")
