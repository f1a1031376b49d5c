"""Draw the icons that cannot be SVG, once, from `kb/static/kb/icon.svg` into the folder beside it.

    python kb/deploy/icons.py

A telephone's home screen wants PNG of fixed sizes; what asks for /favicon.ico without reading the page wants that.
"""

from __future__ import annotations

import struct
from pathlib import Path

import resvg_py

ICON = Path(__file__).resolve().parent.parent / "static" / "kb" / "icon.svg"
SIZES = (180, 192, 512)
SMALL = (16, 32, 48)


def drawn(size: int) -> bytes:
    """The icon as PNG, `size` pixels wide and high."""
    return bytes(resvg_py.svg_to_bytes(svg_path=str(ICON), width=size, height=size))


def ico(pictures: dict[int, bytes]) -> bytes:
    """PNG pictures by their size as one .ico file: a header, an entry for each, then the pictures."""
    head = struct.pack("<3H", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    entries = b""
    for size, picture in pictures.items():
        entries += struct.pack("<4B2H2I", size, size, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return head + entries + b"".join(pictures.values())


def main() -> None:
    folder = ICON.parent / "icons"
    folder.mkdir(exist_ok=True)
    for size in SIZES:
        (folder / f"{size}.png").write_bytes(drawn(size))
    (folder / "favicon.ico").write_bytes(ico({size: drawn(size) for size in SMALL}))


if __name__ == "__main__":
    main()
