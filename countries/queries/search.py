"""Search over everything, accents and case aside: what matches, best first, and why.

The index only says which records hold every word; the order is made here, so that it is the same on every database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

from django.db.models import TextChoices
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modelsearch.query import And, Phrase, PlainText

from countries.folding import spans, stems
from countries.models import SearchDocument
from countries.typography import typeset

CONTEXT = 120
MOST = 3000
MOST_WORDS = 12
REASONS = 3


class Kind(TextChoices):
    """Kinds of record, in the order in which those that the words name are shown."""

    JURISDICTION = "jurisdiction", _("Jurisdiction")
    PLATFORM = "platform", _("Platform")
    LAW = "law", _("Law")
    INDICATOR = "indicator", _("Question of the codebook")
    PROVISION = "provision", _("Provision")
    CASE = "case", _("Case")
    CODING = "coding", _("Coding")
    MILESTONE = "milestone", _("Milestone")
    STATEMENT = "statement", _("Statement")
    CITATION = "citation", _("Quotation")
    PAGE = "page", _("Page")


KINDS = tuple(Kind.values)
VERBATIM = {"quotation", "citation", "title"}  # words of others stay as they stand
FACETS = ("kind", "jurisdiction", "theme", "decade", "source_lang")
Narrowing = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that matches. `heading` is its title with what matched in `<mark>`; `why` names the part that the
    snippet is of, `lang` that part's language.

    `reasons` are the parts that hold one of the words, `(name, language)`, the title first and then the best;
    `pinpoint` is the record's place in its law or source.
    """

    kind: str
    record_id: str
    anchor: str
    jurisdiction: str
    title: str
    heading: SafeString
    why: str
    lang: str
    snippet: SafeString
    reasons: tuple[tuple[str, str], ...] = ()
    pinpoint: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What matches, best first, without its texts. `facets` count by each of FACETS what the others leave."""

    wanted: tuple[str, ...]
    documents: tuple[SearchDocument, ...]
    facets: Mapping[str, Mapping[str, int]]

    def __len__(self) -> int:
        return len(self.documents)

    def hits(self, lang: str, start: int = 0, stop: int | None = None) -> list[Hit]:
        """Some of them with their texts, excerpts preferably in `lang` (1 query)."""
        chosen = [document.pk for document in self.documents[start:stop]]
        whole = {document.pk: document for document in SearchDocument.objects.filter(pk__in=chosen)}
        return [_hit(whole[key], set(self.wanted), lang) for key in chosen]


class Hits(Sequence[Hit]):
    """What was found, read a slice at a time: 1 query for each."""

    def __init__(self, found: Found, lang: str) -> None:
        self.found, self.lang = found, lang

    def __len__(self) -> int:
        return len(self.found)

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> list[Hit]: ...
    def __getitem__(self, index: int | slice) -> Hit | list[Hit]:
        if isinstance(index, slice):
            start, stop, _step = index.indices(len(self))
            return self.found.hits(self.lang, start, stop)
        return self.found.hits(self.lang, index, index + 1)[0]


@dataclass(slots=True)
class SearchResults:
    """The first hits, and how many there are of each kind whatever kinds were asked for."""

    query: str
    hits: list[Hit] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    total: int = 0


def find(text: str, narrowed: Narrowing | None = None) -> Found:
    """Records that hold every word of `text`, in any of their languages; at most MOST (1 query).

    `narrowed` maps names of FACETS to the values that are wanted. No words: nothing is found.
    """
    wanted = tuple(dict.fromkeys(stems(text)))[:MOST_WORDS]
    if not wanted:
        return Found((), (), {name: {} for name in FACETS})
    query = And([*(PlainText(word) for word in wanted), *(Phrase(number) for number in _numbers(text))])
    rows = SearchDocument.objects.defer("parts").search(query, order_by_relevance=False)[:MOST]
    asked = {name: set(values) for name, values in (narrowed or {}).items() if values}
    every = [(document, _misses(document, asked)) for document in rows]
    facets = {name: _counts([row for row, missed in every if missed <= {name}], name) for name in FACETS}
    phrase = " ".join(wanted)
    chosen = [document for document, missed in every if not missed]
    return Found(wanted, tuple(sorted(chosen, key=lambda row: _rank(row, set(wanted), phrase))), facets)


def _numbers(text: str) -> list[str]:
    """What must stand together, such as 225-12-1: words of several parts one of which is a number."""
    parts = [stems(word) for word in text.split()]
    return [" ".join(own) for own in parts[:MOST_WORDS] if len(own) > 1 and any(one.isdigit() for one in own)]


def search(
    text: str, *, lang: str = "en", kinds: Collection[str] = (), jurisdictions: Collection[str] = (), limit: int = 50
) -> SearchResults:
    """The first hits of `text`, at most `limit`, with counts by kind (2 queries)."""
    found = find(text, {"kind": kinds, "jurisdiction": jurisdictions})
    counts = {kind: found.facets["kind"][kind] for kind in KINDS if kind in found.facets["kind"]}
    return SearchResults(text, found.hits(lang, 0, limit), counts, len(found))


def values(document: SearchDocument, name: str) -> list[str]:
    """What a record counts under in a facet."""
    if name in {"theme", "decade"}:
        return list(document.themes if name == "theme" else document.decades)
    own = {"kind": document.kind, "jurisdiction": document.jurisdiction, "source_lang": document.lang}[name]
    return [own] if own else []


def _misses(document: SearchDocument, asked: Mapping[str, set[str]]) -> set[str]:
    """The facets in which the record has none of the values that are asked for."""
    return {name for name, wanted in asked.items() if not wanted & set(values(document, name))}


def _counts(documents: Sequence[SearchDocument], name: str) -> dict[str, int]:
    return dict(Counter(value for document in documents for value in values(document, name)))


def _rank(document: SearchDocument, wanted: set[str], phrase: str) -> tuple[int, bool, int, int, str]:
    """What the words name exactly, then what has them in its title, then the rest, quotations last. In each: what
    has them in their order first, then by kind, then the shorter title.
    """
    kind = KINDS.index(document.kind)
    if document.kind == Kind.CITATION:
        return 3, phrase not in document.folded_body, kind, 0, document.record_id
    if wanted <= set(document.folded_title.split()):
        titles = [title for title in map(stems, (document.title_en, document.title_fr)) if wanted <= set(title)]
        if titles:
            exact = any(set(title) == wanted for title in titles)
            apart = not any(phrase in " ".join(title) for title in titles)
            return (0 if exact else 1), apart, kind, min(map(len, titles)), document.record_id
    return 2, phrase not in document.folded_body, kind, 0, document.record_id


def _hit(document: SearchDocument, wanted: set[str], lang: str) -> Hit:
    ranked = _parts(document, wanted, lang)
    title, other = document.title_en, document.title_fr
    if lang == "fr":
        title, other = other, title
    if ranked:
        name, part_lang, text = ranked[0]
    elif wanted <= set(stems(title)):
        name, part_lang, text = _first_part(document, lang)
    else:
        name, part_lang, text = "title", "en" if lang == "fr" else "fr", other
    reasons: dict[str, str] = {}
    for part, its_lang in [*_title(document, wanted, lang), *((one[0], one[1]) for one in ranked)]:
        reasons.setdefault(part, its_lang)
    pinpoint = next((text for part, _, text in document.parts if part == "pinpoint"), "")
    return Hit(
        document.kind,
        document.record_id,
        document.anchor,
        document.jurisdiction,
        title,
        marked(typeset(title) if lang == "fr" else title, wanted),
        name,
        part_lang,
        highlight(typeset(text) if part_lang == "fr" and name not in VERBATIM else text, wanted),
        tuple(reasons.items())[:REASONS],
        pinpoint,
    )


def _title(document: SearchDocument, wanted: set[str], lang: str) -> list[tuple[str, str]]:
    """Whether the title is a reason, and in which language: the reader's if it is."""
    titles = {"en": document.title_en, "fr": document.title_fr}
    held = [one for one in (lang, "fr" if lang == "en" else "en") if wanted & set(stems(titles[one]))]
    return [("title", "" if titles["en"] == titles["fr"] else held[0])] if held else []


def _parts(document: SearchDocument, wanted: set[str], lang: str) -> list[tuple[str, str, str]]:
    """The parts that hold one of the words: most of them first, then the reader's language, then the original's.

    Of a text in two languages, only the better one.
    """
    other = "en" if lang == "fr" else "fr"
    best: dict[str, tuple[tuple[int, int, int], tuple[str, str, str]]] = {}
    for position, (name, part_lang, text) in enumerate(document.parts):
        held = len(wanted & set(stems(text)))
        score = (held, {lang: 3, other: 1, "": 0}.get(part_lang, 2), -position)
        if held and (name not in best or score > best[name][0]):
            best[name] = (score, (name, part_lang, text))
    return [part for _, part in sorted(best.values(), key=lambda pair: pair[0], reverse=True)]


def _first_part(document: SearchDocument, lang: str) -> tuple[str, str, str]:
    """What to show of a record that only its title matches: its first text in the reader's language, or any."""
    parts = [part for part in document.parts if part[1] == lang] or document.parts or [["", lang, ""]]
    return "title", parts[0][1], parts[0][2]


def marked(text: str, wanted: set[str]) -> SafeString:
    """The whole text, escaped, every matching word in `<mark>`."""
    return _marked(text, spans(text, wanted), 0, len(text))


def _marked(text: str, found: Sequence[tuple[int, int]], start: int, end: int) -> SafeString:
    pieces: list[tuple[str, str]] = []
    at = start
    for left, right in found:
        if start <= left and right <= end:
            pieces.append((text[at:left], text[left:right]))
            at = right
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[at:end])


def highlight(text: str, wanted: set[str]) -> SafeString:
    """The neighbourhood of the first match, escaped, every matching word in `<mark>`."""
    found = spans(text, wanted)
    if not found:
        return format_html("{}", text[: 2 * CONTEXT])
    start = max(0, found[0][0] - CONTEXT)
    end = min(len(text), found[0][1] + CONTEXT)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", end) if text.find(" ", end) != -1 else len(text)
    shown = _marked(text, found, start, end)
    return format_html("{}{}{}", "… " if start else "", shown, " …" if end < len(text) else "")
