"""The French texts are complete, and typeset as French is."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from tests.servers import program

ROOT = Path(__file__).resolve().parent.parent
FRENCH = ROOT / "kb/locale/fr/LC_MESSAGES/django.po"
KEYWORDS: Any = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


def messages() -> Iterator[Message]:
    with FRENCH.open("rb") as file:
        yield from (message for message in read_po(file, locale="fr") if message.id)


def texts(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple) else [str(message.string)]


def originals(message: Message) -> list[str]:
    return list(message.id) if isinstance(message.id, tuple) else [str(message.id)]


def test_nothing_is_untranslated_or_fuzzy() -> None:
    assert [message.id for message in messages() if not all(texts(message))] == []
    assert [message.id for message in messages() if message.fuzzy] == []
    assert sum(1 for _ in messages()) > 400


def test_every_text_of_the_code_and_the_templates_is_in_the_catalogue(tmp_path: Path) -> None:
    used = set()
    for path in [*ROOT.glob("templates/**/*.html"), *ROOT.glob("templates/**/*.svg")]:
        used |= set(re.findall(r'\{% translate "([^"]+)"', path.read_text()))
    known = {original for message in messages() for original in originals(message)}
    assert sorted(used - known) == []


def test_every_text_of_the_code_is_in_the_catalogue() -> None:
    """Labels and explanations of filters, problems, words of vocabularies: whatever is marked as being for readers."""
    known = {(message.context, originals(message)[0]) for message in messages()}
    found = [
        (context, texts[0] if isinstance(texts, tuple) else texts)
        for room in ("countries", "kb")
        for _file, _line, texts, _comments, context in extract_from_dir(
            ROOT / room, [("**.py", "python")], {}, KEYWORDS
        )
    ]
    assert len(found) > 700
    assert [text for text in found if text not in known] == []


def test_placeholders_are_the_same_in_both_languages() -> None:
    wrong = [
        message.id
        for message in messages()
        if any(
            set(PLACEHOLDER.findall(text)) - set(PLACEHOLDER.findall(" ".join(originals(message))))
            for text in texts(message)
        )
    ]
    assert wrong == []


def test_french_has_its_own_quotation_marks_spaces_and_apostrophes() -> None:
    wrong = [
        text
        for message in messages()
        for text in texts(message)
        if re.search(r"[“”\"']|« | »|\w [;:!?]|\w[;!?](?:\s|$)", text.replace("\\n", ""))
    ]
    assert wrong == []


def test_it_compiles(tmp_path: Path) -> None:
    done = subprocess.run(
        [program("msgfmt"), "--check", "-o", str(tmp_path / "django.mo"), str(FRENCH)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
