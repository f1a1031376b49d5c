"""What a comparison says in sentences: who agrees with whom, and who stands apart. Computed, never typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from countries.queries.alike import Agreement, enough, standing_alone
from countries.queries.compare import Comparison
from countries.queries.entries import findings
from countries.templatetags.jalons import day, joined

Names = Mapping[str, str]


def heading(found: Comparison) -> str:
    """What the page is called."""
    names = [column.place.name for column in found.columns]
    if len(names) == 1 and found.days:
        first, second = (day(one) for one in found.days)
        return _("%(place)s on %(first)s and on %(second)s") % {"place": names[0], "first": first, "second": second}
    return _("%(names)s, side by side") % {"names": joined(names)}


def sentences(found: Comparison) -> list[str]:
    """What stands out on the day: who answers alike, who is nearest to whom and furthest from whom, who is alone."""
    names = {column.place.code: column.place.name for column in found.columns}
    if len(names) < 2:
        return []
    rated = rankable(found)
    if not rated:
        return [_("No question is coded for two of them on this day.")]
    said = [_alike(group, found, names) for group in found.clusters if len(group) > 1]
    apart = [pair for pair in rated if not _together(pair, found.clusters)]
    if apart and not said:
        said.append(_nearest(apart[0], names))
    if len(apart) > 1 and apart[-1].share != apart[0].share:
        said.append(_furthest(apart[-1], names))
    return [*said, *_common(found), *_alone(found, names)]


def rankable(found: Comparison) -> list[Agreement]:
    """The pairs that share enough to be ranked, those who agree most first; all of them where none shares enough."""
    compared = [pair for pair in found.agreements if pair.compared]
    ample = [pair for pair in compared if pair.compared >= enough(found.answered)]
    return sorted(ample or compared, key=lambda pair: (-pair.same / pair.compared, -pair.compared))


def _together(pair: Agreement, clusters: Sequence[Sequence[str]]) -> bool:
    return any(set(pair.jurisdictions) <= set(group) for group in clusters)


def _alike(group: Sequence[str], found: Comparison, names: Names) -> str:
    who = joined([names[code] for code in group])
    if len(group) > 2:
        return _("%(names)s answer every question alike that is coded for two of them.") % {"names": who}
    pair = next(one for one in found.agreements if set(one.jurisdictions) == set(group))
    return ngettext(
        "%(names)s answer every question alike: the %(number)s coded for both.",
        "%(names)s answer every question alike: all %(number)s coded for both.",
        pair.compared,
    ) % {"names": who, "number": pair.compared}


def _nearest(pair: Agreement, names: Names) -> str:
    return ngettext(
        "%(names)s agree on %(same)s of the %(all)s question coded for both.",
        "%(names)s agree on %(same)s of the %(all)s questions coded for both.",
        pair.compared,
    ) % _numbers(pair, names)


def _furthest(pair: Agreement, names: Names) -> str:
    return _("%(names)s are furthest apart: they agree on %(same)s of %(all)s.") % _numbers(pair, names)


def _numbers(pair: Agreement, names: Names) -> dict[str, object]:
    who = joined([names[code] for code in pair.jurisdictions])
    return {"names": who, "same": pair.same, "all": pair.compared}


def _common(found: Comparison) -> list[str]:
    """How often more than two give one and the same answer, all of them."""
    if len(found.columns) < 3:
        return []
    whole = [line for line in found.lines if all(entry.finding is not None for entry in line.entries)]
    if not whole:
        return []
    same = sum(not line.differs for line in whole)
    return [
        ngettext(
            "They all give the same answer to %(same)s of the %(all)s question coded for every one of them.",
            "They all give the same answer to %(same)s of the %(all)s questions coded for every one of them.",
            len(whole),
        )
        % {"same": same, "all": len(whole)}
    ]


def _alone(found: Comparison, names: Names) -> list[str]:
    """The jurisdiction that most often answers as nobody else does, if one stands out."""
    questions = [line.indicator.code for line in found.lines]
    alone = standing_alone(findings(found.lines, list(names)), questions)
    ranked = sorted(alone.items(), key=lambda pair: -pair[1])
    if ranked[0][1] == ranked[1][1]:
        return []
    return [
        ngettext(
            "%(place)s stands apart: on %(number)s question nobody else here gives its answer.",
            "%(place)s stands apart: on %(number)s questions nobody else here gives its answer.",
            ranked[0][1],
        )
        % {"place": names[ranked[0][0]], "number": ranked[0][1]}
    ]
