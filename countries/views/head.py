"""What a page says of itself, once: in its head, in its citations, to machines, and where its records can be had."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from countries.cite.linked import Thing
from countries.models import Citation
from countries.queries.timeline import Rod


@dataclass(frozen=True, slots=True)
class Crumb:
    """A page that stands above another."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class File:
    """One form in which exactly the records that a page shows can be taken away."""

    label: str
    media: str
    address: str


@dataclass(frozen=True, slots=True)
class Feed:
    """Where what a page shows can be followed, in both formats."""

    title: str
    atom: str
    json: str


@dataclass(frozen=True, slots=True)
class Within:
    """A part of a page that can be cited by itself, and what it rests on."""

    title: str
    note: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """`day` is the day whose law is shown, None where the page is of no day.

    `address` is the path and query that mean this page and no other, where they are not what was asked for; with
    `versioned` it names the version of the data too, so that the page can say whether it still holds. `above` are the
    pages between the section and this one. In schema.org's words, the page is a `kind`, is `about` a thing and
    describes a `main` one; its files hold a set of records (`data`) or only one. `within` finds a part by its anchor.
    `rod` is the strip of regimes that a picture of the page shows.
    """

    title: str
    day: dt.date | None = None
    description: str = ""
    address: str = ""
    above: tuple[Crumb, ...] = ()
    files: tuple[File, ...] = ()
    feeds: tuple[Feed, ...] = ()
    kind: str = "WebPage"
    about: Thing | None = None
    main: Thing | None = None
    data: bool = True
    within: Callable[[str], Within | None] | None = None
    citable: bool = True
    rod: Rod | None = None
    versioned: bool = False


FORMS = {
    "JSON": ("/", "application/json"),
    "CSV": (".csv", "text/csv"),
    "XLSX": (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def files(
    name: str, query: QueryDict | Mapping[str, str], *forms: str, without: Collection[str] = ("page",)
) -> tuple[File, ...]:
    """The records of an API list that the query asks for, in each form (default: in all).

    `without` names what the page reads and the list does not.
    """
    kept = {key: query[key] for key in query if key not in without}
    asked = f"?{urlencode(kept, safe=',:')}" if kept else ""
    return tuple(
        File(form, media, f"/api/v1/{name}{ending}{asked}")
        for form, (ending, media) in FORMS.items()
        if not forms or form in forms
    )


def outlines(query: QueryDict | Mapping[str, str]) -> File:
    """The jurisdictions that the query asks for, as a map's outlines."""
    found = files("jurisdictions", query, "JSON")[0].address
    return File("GeoJSON", "application/geo+json", found.replace("/jurisdictions/", "/jurisdictions.geojson"))


def feed(
    name: str, title: str, query: QueryDict | Mapping[str, str], *, without: Collection[str] = ("page",)
) -> tuple[Feed, ...]:
    """The feed of that name, of exactly what the query asks for."""
    kept = {key: query[key] for key in query if key not in without}
    asked = f"?{urlencode(kept, safe=',:')}" if kept else ""
    atom, json = (reverse(f"{name}-feed", args=[ending]) + asked for ending in ("atom", "json"))
    return (Feed(title, atom, json),)


def record_file(name: str, key: str) -> File:
    """The record itself, as the API gives it."""
    return File("JSON", FORMS["JSON"][1], f"/api/v1/{name}/{key}/")
