"""The sections of the site, as the masthead names them, and which pages stand in each."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .head import Crumb


@dataclass(frozen=True, slots=True)
class Section:
    """A page that others stand below. `name` and `below` are names of addresses; `main`: it is in the masthead."""

    name: str
    title: str | Promise
    below: tuple[str, ...] = ()
    main: bool = True

    @property
    def address(self) -> str:
        return reverse(self.name)


SECTIONS = (
    Section("countries", _("Countries"), ("country",)),
    Section("map", _("Map")),
    Section("compare", _("Compare"), ("nearest",)),
    Section("regimes", _("Regimes"), ("regime",)),
    Section("transitions", _("Reforms"), ("reforms",)),
    Section("platform-liability", _("Platform liability")),
    Section("milestones", _("Milestones"), ("case", "platform", "graph")),
    Section("laws", _("Laws"), ("law", "calendar")),
    Section("codebook", _("Codebook")),
    Section("data", _("Data and API"), ("data-release", "key", "api", "recipes")),
    Section("sources", _("Sources"), ("source",), main=False),
)


def masthead(here: str) -> list[tuple[Section, str]]:
    """The main sections, each with its `aria-current`: the page itself, a page below it, or neither."""
    return [(section, _current(section, here)) for section in SECTIONS if section.main]


def _current(section: Section, here: str) -> str:
    return "page" if here == section.name else "true" if here in section.below else ""


def section_of(here: str) -> Crumb | None:
    """The section that a page stands below."""
    return next((Crumb(str(section.title), section.address) for section in SECTIONS if here in section.below), None)
