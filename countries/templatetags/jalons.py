"""How the pages say things: dates, values, regimes, penalties. A builtin of every template."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_noop, ngettext, pgettext
from django.utils.translation import gettext as _

from countries.choices import Absence, Criminalised, Family, LinkType, Model, PenaltyKind
from countries.classify import OFFENCE, PROHIBITED, RECORD_START
from countries.dates import PartialDate
from countries.filters.recorded import record_type
from countries.filters.vocabulary import language
from countries.models import Coding, RegimeSpell
from countries.typography import typeset
from kb.markdown import to_html

from .targets import target

register = template.Library()

# The pattern that a model is drawn with, one of those in patterns.py; within a ruleset no two are alike.
PATTERNS = {
    Model.PROHIBITIONIST: "restrictive",
    Model.NEO_ABOLITIONIST: "neo",
    Model.ABOLITIONIST: "abolitionist",
    Model.REGULATIONIST: "regulated",
    Model.DECRIMINALISED: "decriminalised",
    Model.MIXED: "mixed",
    Model.UNCLASSIFIED: "unclassified",
    Criminalised.NOBODY: "decriminalised",
    Criminalised.THIRD_PARTIES: "abolitionist",
    Criminalised.BUYER: "regulated",
    Criminalised.BUYER_THIRD_PARTIES: "neo",
    Criminalised.SELLER: "yellow",
    Criminalised.SELLER_BUYER: "purple",
    Criminalised.SELLER_THIRD_PARTIES: "orange",
    Criminalised.EVERYONE: "restrictive",
}
FAMILY_PATTERNS = {
    Family.RESTRICTIVE: "restrictive",
    Family.ABOLITIONIST: "abolitionist",
    Family.REGULATED: "regulated",
}
REGIONS = {
    gettext_noop("Africa"),
    gettext_noop("Americas"),
    gettext_noop("Asia"),
    gettext_noop("Europe"),
    gettext_noop("Oceania"),
    gettext_noop("Australia and New Zealand"),
    gettext_noop("Central America"),
    gettext_noop("Eastern Africa"),
    gettext_noop("Eastern Asia"),
    gettext_noop("Eastern Europe"),
    gettext_noop("Northern Africa"),
    gettext_noop("Northern America"),
    gettext_noop("Northern Europe"),
    gettext_noop("South America"),
    gettext_noop("South-eastern Asia"),
    gettext_noop("Southern Africa"),
    gettext_noop("Southern Asia"),
    gettext_noop("Southern Europe"),
    gettext_noop("Western Africa"),
    gettext_noop("Western Asia"),
    gettext_noop("Western Europe"),
}
MARKS = {
    **dict.fromkeys(PROHIBITED | OFFENCE, "!"),
    **dict.fromkeys(("offence_in_defined_cases", "offence_if_exploitative", "zoned", "restricted"), "±"),
    **dict.fromkeys(("licensed", "operator_certificate", "permitted_if_registered", "mandatory"), "§"),
    **dict.fromkeys(("permitted", "voluntary"), "✓"),
    "none": "–",
    "varies": "≈",
    Absence.NOT_ADDRESSED: "∅",
    Absence.NOT_APPLICABLE: "–",
    Absence.CONTESTED: "≠",
    Absence.NOT_FOUND: "?",
}


@register.filter
def day(value: dt.date | None) -> str:
    """A date in words: 4 June 2019; in French the first of a month is “1er”."""
    if value is None:
        return ""
    words = date_format(value, "j F Y")
    return f"1er{words[1:]}" if (get_language() or "").startswith("fr") and value.day == 1 else words


@register.filter
def partial(value: PartialDate | None) -> str:
    """A partial date in words, as far as it is known."""
    if value is None:
        return ""
    if value.precision == "day":
        return day(value.first)
    return date_format(value.first, "F Y") if value.precision == "month" else str(value.first.year)


@register.filter
def since(value: PartialDate | dt.date | None) -> str:
    """A date as it stands after “since”: in French a whole day takes its article."""
    if value is None:
        return ""
    if value == RECORD_START:
        return begun(RECORD_START)
    whole = isinstance(value, dt.date) or value.precision == "day"
    words = day(value) if isinstance(value, dt.date) else partial(value)
    return pgettext("a whole day after “since”", "%(day)s") % {"day": words} if whole else words


@register.filter
def begun(start: dt.date) -> str:
    """The start of a spell: those that begin with the record may be older."""
    return _("%(year)s or before") % {"year": start.year} if start <= RECORD_START else day(start)


@register.filter
def mark(value: str) -> str:
    """The sign that stands beside a value."""
    return MARKS.get(value, "•")


@register.filter
def pattern(spell: RegimeSpell | str | None) -> str:
    """The name of the pattern of a spell or a model; `none` where nothing is known.

    A check is a mixed regime, in the colour of its family; in grey it is the model, of whatever family.
    """
    model = spell.model if isinstance(spell, RegimeSpell) else spell or ""
    if model == Model.MIXED and isinstance(spell, RegimeSpell):
        family = FAMILY_PATTERNS.get(Family(spell.family))
        return f"mixed-{family}" if family else "mixed"
    return {str(key): name for key, name in PATTERNS.items()}.get(model, "none")


@register.filter
def family_pattern(family: str) -> str:
    return FAMILY_PATTERNS.get(Family(family), "none")


@register.filter
def family(key: str) -> str:
    return str(Family(key).label)


@register.filter
def model(spell: RegimeSpell | str | None) -> str:
    """A model in words; of a mixed one also its family."""
    if spell is None:
        return _("Not coded")
    key = spell.model if isinstance(spell, RegimeSpell) else spell
    label = str(Model(key).label if key in Model.values else Criminalised(key).label)
    if key == Model.MIXED and isinstance(spell, RegimeSpell) and spell.family != Family.NONE:
        within = str(Family(spell.family).label)
        return f"{label} ({within.lower() if (get_language() or '').startswith('fr') else within})"
    return label


@register.filter
def condition(spell: Any) -> str:
    """The wording of a spell's rule in the reader's language."""
    french = (get_language() or "").startswith("fr")
    words = str(getattr(spell, f"condition_{'fr' if french else 'en'}", "") or "")
    return typeset(words) if french else words


@register.filter
def lasting(start: dt.date, end: dt.date) -> str:
    """How long an interval lasts, in whole years, or less than one."""
    years = end.year - start.year - ((end.month, end.day) < (start.month, start.day))
    if years < 1:
        return _("less than a year")
    return ngettext("%(years)s year", "%(years)s years", years) % {"years": years}


@register.filter
def length_on(spell: RegimeSpell, day: dt.date) -> str:
    """How long a spell has lasted on a day; those that begin with the record may have lasted longer."""
    words = lasting(spell.start, day)
    return _("%(length)s or more") % {"length": words} if spell.start <= RECORD_START else words


@register.filter
def penalty(coding: Coding) -> str:
    """The penalty as the record words it, else from its normalised parts."""
    if coding.penalty_wording:
        return coding.penalty_wording
    return listed(part for part in (_prison(coding), _fine(coding), _turnover(coding)) if part)


def _prison(coding: Coding) -> str:
    if not coding.penalty_max_months:
        return ""
    return _("up to %(time)s in prison") % {"time": months(coding.penalty_max_months)}


def _fine(coding: Coding) -> str:
    if coding.penalty_fine is None:
        return ""
    places = 2 if coding.penalty_fine % 1 else 0
    amount = number_format(coding.penalty_fine, places, use_l10n=True, force_grouping=True)
    return _("fine of up to %(amount)s %(currency)s") % {"amount": amount, "currency": coding.penalty_currency}


def _turnover(coding: Coding) -> str:
    if coding.penalty_turnover_percent is None:
        return ""
    share = number_format(coding.penalty_turnover_percent.normalize(), use_l10n=True)
    return _("up to %(share)s %% of turnover") % {"share": share}


def months(number: int) -> str:
    """A length of imprisonment in years where it is whole years."""
    if number % 12 == 0:
        return ngettext("%(n)s year", "%(n)s years", number // 12) % {"n": number // 12}
    return ngettext("%(n)s month", "%(n)s months", number) % {"n": number}


@register.filter
def penalty_kind(coding: Coding) -> str:
    return str(PenaltyKind(coding.penalty_kind).label) if coding.penalty_kind else ""


@register.filter
def link_words(link_type: str) -> str:
    return str(LinkType(link_type).label)


@register.filter
def joined(words: Sequence[Any]) -> str:
    """One, two and three."""
    texts = [str(word) for word in words]
    if len(texts) < 2:
        return "".join(texts)
    last = pgettext("the last two of a list", "and")
    return f"{', '.join(texts[:-1])} {last} {texts[-1]}"


def listed(parts: Iterable[str]) -> str:
    """One; two; three."""
    return f"{_(';')} ".join(parts)


@register.filter
def names(records: Sequence[Any]) -> str:
    """The names of jurisdictions, joined."""
    return joined([record.name for record in records])


@register.filter
def places(columns: Sequence[Any]) -> list[Any]:
    """The jurisdictions of columns or spells."""
    return [column.place for column in columns]


@register.filter
def item(mapping: Mapping[Any, Any], key: Any) -> Any:
    return mapping.get(key)


@register.filter
def nth(sequence: Sequence[Any], position: int) -> Any:
    return sequence[position]


@register.filter
def localised(record: Any, name: str) -> Any:
    """A column of a record in the reader's language."""
    french = (get_language() or "").startswith("fr")
    found = getattr(record, f"{name}_{'fr' if french else 'en'}")
    if not french:
        return found
    return [typeset(text) for text in found] if isinstance(found, list) else typeset(found)


@register.filter
def region(name: str) -> str:
    """A region of UN M49 in the reader's language."""
    return _(name) if name in REGIONS else name


@register.filter
def markdown(text: str) -> SafeString:
    return to_html(text)


register.filter("language", language)
register.filter("record_type", record_type)
register.filter("target", target)
