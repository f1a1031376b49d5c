"""Search over everything, accents and case aside, with the passage that matched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from modelsearch.query import And, PlainText

from countries.folding import spans, words
from countries.models import SearchDocument

CONTEXT = 120
MOST = 500
KINDS = (
    "jurisdiction",
    "law",
    "provision",
    "coding",
    "case",
    "milestone",
    "platform",
    "statement",
    "indicator",
    "citation",
    "page",
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that matches. `why` names the part that matched, `lang` that part's language."""

    kind: str
    record_id: str
    anchor: str
    jurisdiction: str
    title: str
    why: str
    lang: str
    snippet: SafeString


@dataclass(slots=True)
class SearchResults:
    """The hits, best first, and how many there are of each kind whatever kinds were asked for."""

    query: str
    hits: list[Hit] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    total: int = 0


def search(
    text: str, *, lang: str = "en", kinds: Sequence[str] = (), jurisdictions: Sequence[str] = (), limit: int = 50
) -> SearchResults:
    """Records that hold every word of `text`, in any of their languages.

    At most `limit` hits are returned and MOST are counted; snippets prefer the reader's `lang`. No words: no hits.
    """
    wanted = list(dict.fromkeys(words(text)))[:12]
    results = SearchResults(text)
    if not wanted:
        return results
    queryset = SearchDocument.objects.all()
    if jurisdictions:
        queryset = queryset.filter(jurisdiction__in=jurisdictions)
    found = sorted(
        queryset.search(And([PlainText(word) for word in wanted]))[:MOST], key=lambda row: _rank(row, set(wanted))
    )
    counts = Counter(document.kind for document in found)
    results.counts = {kind: counts[kind] for kind in KINDS if counts[kind]}
    chosen = [document for document in found if not kinds or document.kind in kinds]
    results.total = len(chosen)
    results.hits = [_hit(document, set(wanted), lang) for document in chosen[:limit]]
    return results


def _rank(document: SearchDocument, wanted: set[str]) -> tuple[int, int]:
    """Records named by the words come first, by kind; quotations last; within each, the index's own order."""
    if document.kind == "citation":
        return 2, 0
    return (0, KINDS.index(document.kind)) if wanted <= set(document.folded_title.split()) else (1, 0)


def _hit(document: SearchDocument, wanted: set[str], lang: str) -> Hit:
    title = document.title_fr if lang == "fr" else document.title_en
    name, part_lang, text = _best_part(document, wanted, lang) or _first_part(document, lang)
    return Hit(
        document.kind,
        document.record_id,
        document.anchor,
        document.jurisdiction,
        title,
        name,
        part_lang,
        highlight(text, wanted),
    )


def _best_part(document: SearchDocument, wanted: set[str], lang: str) -> tuple[str, str, str] | None:
    """The part with most of the words; on a tie the reader's language, then the original's."""
    other = "en" if lang == "fr" else "fr"
    best: tuple[tuple[int, int], tuple[str, str, str]] | None = None
    for name, part_lang, text in document.parts:
        score = (len(wanted & set(words(text))), {lang: 3, other: 1, "": 0}.get(part_lang, 2))
        if score[0] and (best is None or score > best[0]):
            best = (score, (name, part_lang, text))
    return best[1] if best else None


def _first_part(document: SearchDocument, lang: str) -> tuple[str, str, str]:
    """What to show of a record that only its title matches: its first text in the reader's language, or any."""
    parts = [part for part in document.parts if part[1] == lang] or document.parts or [["", lang, ""]]
    return "title", parts[0][1], parts[0][2]


def highlight(text: str, wanted: set[str]) -> SafeString:
    """The neighbourhood of the first match, escaped, every matching word in `<mark>`."""
    found = spans(text, wanted)
    if not found:
        return format_html("{}", text[: 2 * CONTEXT])
    start = max(0, found[0][0] - CONTEXT)
    end = min(len(text), found[0][1] + CONTEXT)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", end) if text.find(" ", end) != -1 else len(text)
    pieces: list[tuple[str, str]] = []
    at = start
    for left, right in found:
        if right <= end:
            pieces.append((text[at:left], text[left:right]))
            at = right
    marked = format_html_join("", "{}<mark>{}</mark>", pieces)
    return format_html("{}{}{}{}", "… " if start else "", marked, text[at:end], " …" if end < len(text) else "")
