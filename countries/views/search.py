"""Search over everything that is recorded, with the reason why each record matched."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from countries.filters import SearchWords
from countries.filters.base import AsOf
from countries.filters.fields import ANY
from countries.filters.vocabulary import Vocabulary, language
from countries.folding import fold, stem
from countries.models import Jurisdiction
from countries.queries import spelling
from countries.queries.search import FACETS, MOST, Found, Hit, Hits, Kind, find

from .base import page
from .days import of_a_day
from .document import shown
from .head import Head, files
from .lists import FEW, Asked, Facet, Option, page_of

PER_PAGE = 30
# Where the words stood, by the name of the part.
PLACES: dict[str, str | Promise] = {
    "title": _("in the title"),
    "quotation": _("in the quotation"),
    "translation": _("in our translation"),
    "pinpoint": _("in the number of the article"),
    "heading": _("in the heading"),
    "summary": _("in the summary"),
    "citation": _("in the citation"),
    "identifier": _("in an identifier"),
    "note": _("in the note"),
    "penalty": _("in the penalty"),
    "profile": _("in the profile"),
    "alias": _("in another name"),
    "code": _("in the code"),
    "place": _("in the name of the jurisdiction"),
    "operator": _("in the name of the operator"),
    "source": _("in the name of the publisher"),
    "text": _("in the text"),
    "question": _("in the question"),
    "definition": _("in the definition"),
    "rule": _("in a coding rule"),
}


class SearchPage(SearchWords):
    """As the API's; the day in the address goes along to the pages that the hits lead to."""

    as_of = AsOf(default=ANY, help_text="")


@page
@of_a_day
def results(request: HttpRequest) -> HttpResponse:
    asked = SearchPage(request.GET, extra={"page"})
    query, found, lang = asked.get("q"), asked.found(), (get_language() or "en")[:2]
    hits = page_of(Paginator(Hits(found, lang), PER_PAGE), request.GET.get("page", "1"))
    names = {place.code: place.name for place in Jurisdiction.objects.all()}
    context = {
        "query": query,
        "found": found,
        "most": MOST,
        "page": hits,
        "listing": Asked(
            asked,
            tuple(_facet(asked, name, found, names) for name in FACETS if found.facets[name]),
            unsaid=frozenset({"as_of", "q"}),
        ),
        "kinds": [(kind, found.facets["kind"].get(kind.value, 0), kind in asked.get("kind")) for kind in Kind],
        "names": names,
        "hits": [{"hit": hit, "label": Kind(hit.kind).label, "address": address(hit), "why": why(hit)} for hit in hits],
    }
    if not found:
        context |= _help(query)
    title = gettext("Search: %(query)s") % {"query": query} if query else gettext("Search")
    head = Head(title, files=files("search", request.GET, "JSON", without={"page", "as_of"}))
    return shown(request, "search.html", head, context)


def _facet(asked: SearchWords, name: str, found: Found, names: Mapping[str, str]) -> Facet:
    """The values with what each would find, beside what the other facets leave."""
    field, chosen = asked.form.fields[name], asked.get(name)
    counts = {**dict.fromkeys(chosen, 0), **found.facets[name]}
    labels = _labels(name, counts, field.vocabulary, names)
    options = [Option(word, labels[word], word in chosen, counts[word]) for word in counts]
    ordered = sorted(options, key=lambda option: fold(option.label))
    return Facet(name, str(field.label), "checks" if len(ordered) <= FEW else "list", "", tuple(ordered))


def _labels(name: str, words: Collection[str], vocabulary: Vocabulary, names: Mapping[str, str]) -> dict[str, str]:
    """The values in the reader's language, without a query."""
    match name:
        case "jurisdiction":
            return {word: names[word] for word in words}
        case "source_lang":
            return {word: language(word) for word in words}
        case _:
            return vocabulary.labels(words)


def _help(query: str) -> dict[str, object]:
    """What may help who found nothing: the nearest spelling, each word alone, and searches that find something."""
    near = spelling.nearest(query)
    meant = " ".join(near.get(stem(fold(word)), word) for word in query.split()) if near else ""
    return {
        "meant": meant if meant and find(meant) else "",
        "alone": spelling.alone(query),
        "examples": spelling.examples((get_language() or "en")[:2]),
    }


def why(hit: Hit) -> str:
    """Where the words stand in the record."""
    return " · ".join(_why(hit, name, lang) for name, lang in hit.reasons)


def _why(hit: Hit, name: str, lang: str) -> str:
    words = str(PLACES[name])
    if name == "quotation" and hit.pinpoint:
        words = f"{words} ({hit.pinpoint})"
    if not lang or lang[:2] == (get_language() or "en")[:2]:
        return words
    return gettext("%(place)s, in %(language)s") % {"place": words, "language": language(lang)}


def address(hit: Hit) -> str:
    """Where the record stands."""
    key = hit.record_id
    match hit.kind:
        case "jurisdiction":
            return reverse("country", args=[key])
        case "coding":
            return f"{reverse('country', args=[hit.jurisdiction])}#{hit.anchor}"
        case "provision" | "milestone":
            parent = {"provision": "law", "milestone": "case"}[hit.kind]
            return f"{reverse(parent, args=[key.partition('/')[0]])}#{hit.anchor}"
        case "citation":
            return f"{reverse('source', args=[hit.anchor])}#citation-{key.replace(':', '-')}"
        case "statement":
            return f"{reverse('report')}#statement-{key}"
        case "indicator":
            return f"{reverse('codebook')}#{key}"
        case "page":
            return reverse(key)
        case _:
            return reverse(hit.kind, args=[key])
