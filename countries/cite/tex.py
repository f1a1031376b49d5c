"""Unicode -> TeX: its own characters and the accents of Latin letters as commands.

BibTeX sorts, cuts and counts bytes: a letter with an accent is one letter to it only as a command. What is left,
dashes, quotation marks and letters of other scripts, stays as it is; the file is UTF-8.
"""

from __future__ import annotations

import unicodedata

# BibTeX counts every brace, one after a backslash too: a brace that is meant must not be one.
OWN = {char: f"\\{char}" for char in "&%$#_"} | {
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "\u00a0": "~",
    "\u202f": r"\,",
}
LETTERS = {
    "ß": r"{\ss}",
    "æ": r"{\ae}",
    "Æ": r"{\AE}",
    "œ": r"{\oe}",
    "Œ": r"{\OE}",
    "ø": r"{\o}",
    "Ø": r"{\O}",
    "å": r"{\aa}",
    "Å": r"{\AA}",
    "ł": r"{\l}",
    "Ł": r"{\L}",
    "ı": r"{\i}",
}
ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0327": "c",
    "\u0328": "k",
}
COMMANDS = OWN | LETTERS


def tex(text: str) -> str:
    """One line in which every group and every command was made here."""
    return "".join(_char(char) for char in unicodedata.normalize("NFC", text))


def _char(char: str) -> str:
    if char in COMMANDS:
        return COMMANDS[char]
    if char.isspace() or unicodedata.category(char) == "Cc":
        return " "
    letter, marks = (whole := unicodedata.normalize("NFD", char))[0], whole[1:]
    if marks not in ACCENTS or not (letter.isascii() and letter.isalpha()):
        return char
    return f"{{\\{ACCENTS[marks]}{{{letter}}}}}"
