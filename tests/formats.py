"""Strict readers of the citation formats, written from their specifications and not from our writers.

They take nothing that the format does not define, so that what they read back is what a reference manager reads.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

# CSL-JSON: the part of the CSL data schema that a source or a page can use; nothing else may stand there.
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
            "minItems": 1,
            "maxItems": 2,
        }
    },
    "required": ["date-parts"],
    "additionalProperties": False,
}
NAMES = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {name: {"type": "string"} for name in ("family", "given", "literal")},
        "additionalProperties": False,
    },
}
CSL_SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "type": {
                "enum": [
                    "article-journal", "article-newspaper", "bill", "book", "chapter", "dataset", "entry", "hearing",
                    "legal_case", "legislation", "post-weblog", "report", "thesis", "treaty", "webpage",
                ],
            },
            "id": {"type": "string", "minLength": 1},
            "author": NAMES,
            "accessed": DATE,
            "issued": DATE,
            **{
                name: {"type": "string", "minLength": 1}
                for name in ("title", "container-title", "publisher", "URL", "language", "version", "note")
            },
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}  # fmt: skip

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ENTRY = re.compile(r"@(?P<kind>[a-z]+)\{(?P<key>[A-Za-z0-9:.-]+),\n")
FIELD = re.compile(r"  (?P<name>[a-z]+) = ")


def read_bibtex(text: str) -> list[dict[str, str]]:
    """Entries with `kind` and `key`; ValueError for anything that BibTeX would stumble over.

    Braces are counted as BibTeX counts them: a backslash before one changes nothing.
    """
    entries, at = [], 0
    while at < len(text):
        head = ENTRY.match(text, at)
        if head is None:
            raise ValueError(f"no entry begins at {text[at : at + 40]!r}")
        entry, at = dict(head.groupdict()), head.end()
        while field := FIELD.match(text, at):
            if field["name"] in entry:
                raise ValueError(f"{field['name']} stands twice")
            entry[field["name"]], at = _value(text, field.end())
        if not text.startswith("}\n", at):
            raise ValueError(f"no entry ends at {text[at : at + 40]!r}")
        at += 2 + text.startswith("\n", at + 2)
        entries.append(entry)
    return entries


def _value(text: str, at: int) -> tuple[str, int]:
    """A braced value, or the name of a month."""
    month = re.compile("|".join(MONTHS)).match(text, at)
    if month:
        value, end = month[0], month.end()
    else:
        if text[at] != "{":
            raise ValueError(f"no value begins at {text[at : at + 40]!r}")
        end, depth = at, 0
        while end == at or depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        value = text[at + 1 : end - 1]
    if text[end : end + 2] != ",\n":
        raise ValueError(f"no comma after {value!r}")
    return value, end + 2


ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "c": "\u0327", "k": "\u0328",
}  # fmt: skip
WORDS = {
    "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\",
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł",
    "L": "Ł", "i": "ı",
}  # fmt: skip
TOKEN = re.compile(
    r"\\(?P<accent>[`'^~=.\"]|[urHvck](?=\{))\{(?P<letter>[A-Za-z])\}"
    r"|\\(?P<word>[A-Za-z]+)(?:\{\})?"
    r"|\\(?P<own>[&%$#_,])"
    r"|(?P<char>[^\\&%$#_^])",
    re.DOTALL,
)


def untex(text: str) -> str:
    """What TeX sets; ValueError for a character that TeX would take for a command of its own."""
    found, at = [], 0
    while at < len(text):
        token = TOKEN.match(text, at)
        if token is None:
            raise ValueError(f"TeX reads a command at {text[at : at + 20]!r}")
        at = token.end()
        if token["accent"]:
            found.append(unicodedata.normalize("NFC", token["letter"] + ACCENTS[token["accent"]]))
        elif token["word"]:
            found.append(WORDS[token["word"]])
        elif token["own"]:
            found.append("\u202f" if token["own"] == "," else token["own"])
        elif token["char"] not in "{}":
            found.append("\u00a0" if token["char"] == "~" else token["char"])
    return "".join(found)


RIS_TAGS = {"TY", "ID", "TI", "AU", "T2", "PB", "ET", "PY", "DA", "Y2", "UR", "LA", "N1", "ER"}
RIS_TYPES = {
    "STAT", "CASE", "BILL", "RPRT", "JOUR", "NEWS", "BOOK", "CHAP", "THES", "ELEC", "BLOG", "HEAR", "DATA", "DBASE",
    "GEN",
}  # fmt: skip


def read_ris(text: str) -> list[list[tuple[str, str]]]:
    """Records as (tag, value) in order; ValueError for what is no RIS."""
    if not text.endswith("\r\n") or "\n" in text.replace("\r\n", ""):
        raise ValueError("lines end with CR LF")
    records: list[list[tuple[str, str]]] = []
    for line in text[:-2].split("\r\n"):
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        if match is None or match[1] not in RIS_TAGS:
            raise ValueError(f"no line of RIS: {line!r}")
        if (match[1] == "TY") != (not records or records[-1][-1][0] == "ER"):
            raise ValueError(f"a record begins with TY and ends with ER: {line!r}")
        if match[1] == "TY":
            records.append([])
        records[-1].append((match[1], match[2]))
    for record in records:
        tags = dict(record)
        if record[-1] != ("ER", "") or tags["TY"] not in RIS_TYPES:
            raise ValueError(f"no record of RIS: {record}")
        for tag in {"DA", "Y2"} & tags.keys():
            if not re.fullmatch(r"\d{4}/(\d\d)?/(\d\d)?", tags[tag]):
                raise ValueError(f"no date of RIS: {tags[tag]}")
    return records
