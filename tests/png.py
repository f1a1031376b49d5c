"""A PNG read as far as tests need it: its chunks are whole, its size, and its pixels decompressed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}


@dataclass(frozen=True, slots=True)
class Png:
    """`lines` are the rows of pixels as they are stored, each after its filter."""

    width: int
    height: int
    lines: tuple[bytes, ...]


def chunks(held: bytes) -> Iterator[tuple[bytes, bytes]]:
    assert held[:8] == SIGNATURE
    at = 8
    while at < len(held):
        length, kind = struct.unpack(">I4s", held[at : at + 8])
        body = held[at + 8 : at + 8 + length]
        assert zlib.crc32(kind + body) == int.from_bytes(held[at + 8 + length : at + 12 + length])
        yield kind, body
        at += 12 + length


def read(held: bytes) -> Png:
    found = list(chunks(held))
    assert (found[0][0], found[-1][0]) == (b"IHDR", b"IEND")
    width, height, depth, colour, *_, interlaced = struct.unpack(">IIBBBBB", found[0][1])
    assert (depth, interlaced) == (8, 0)
    pixels = zlib.decompress(b"".join(body for kind, body in found if kind == b"IDAT"))
    stride = 1 + width * CHANNELS[colour]
    assert len(pixels) == stride * height
    return Png(width, height, tuple(pixels[at : at + stride] for at in range(0, len(pixels), stride)))
