"""Search over everything that is recorded."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from countries.filters import StrictFilterSet
from countries.filters.base import AsOf, Contains, Many
from countries.filters.fields import ANY
from countries.filters.vocabulary import Keys
from countries.models import Jurisdiction
from countries.queries.search import KINDS, Hit, search

from .base import page
from .days import of_a_day
from .document import shown
from .head import Head, files

LABELS: dict[str, str | Promise] = {
    "jurisdiction": _("Jurisdiction"),
    "law": _("Law"),
    "provision": _("Provision"),
    "coding": _("Coding"),
    "case": _("Case"),
    "milestone": _("Milestone"),
    "platform": _("Platform"),
    "statement": _("Statement"),
    "indicator": _("Question of the codebook"),
    "citation": _("Quotation"),
    "page": _("Page"),
}


class SearchFilters(StrictFilterSet):
    """The words, and the kinds of records they are looked for in."""

    q = Contains(in_words="")
    kind = Many(vocabulary=Keys(*KINDS), label=_("Kind"), help_text="")
    as_of = AsOf(default=ANY, help_text="")

    class Meta:
        model: type[Model] = Jurisdiction
        fields: list[str] = []


@page
@of_a_day
def results(request: HttpRequest) -> HttpResponse:
    asked = SearchFilters(request.GET)
    query, chosen = asked.get("q"), asked.get("kind")
    found = search(query, lang=(get_language() or "en")[:2], kinds=chosen)
    context = {
        "query": query,
        "results": found,
        "chosen": chosen,
        "kinds": [(kind, LABELS[kind], number) for kind, number in found.counts.items()],
        "hits": [{"hit": hit, "label": LABELS[hit.kind], "address": address(hit)} for hit in found.hits],
    }
    title = gettext("Search: %(query)s") % {"query": query} if query else gettext("Search")
    head = Head(title, files=files("search", request.GET, "JSON", without={"page", "as_of"}))
    return shown(request, "search.html", head, context)


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
            return reverse("source", args=[hit.anchor])
        case "statement":
            return f"{reverse('report')}#statement-{key}"
        case "indicator":
            return f"{reverse('codebook')}#{key}"
        case "page":
            return reverse(key)
        case _:
            return reverse(hit.kind, args=[key])
