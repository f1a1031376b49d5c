"""How well citations carry a finding (evidence standard, sections 3 and 4). Pure."""

from __future__ import annotations

from collections.abc import Iterable

from .choices import Confidence, SourceKind, Support

PRIMARY = {SourceKind.PRIMARY_LAW, SourceKind.COURT}
RANK = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}


def support(sources: Iterable[tuple[str, str]]) -> Support:
    """The support that sources, each `(kind, publisher or id)`, give together.

    Two secondary sources are independent when their publishers differ.
    """
    cited = list(sources)
    if not cited:
        return Support.NONE
    if any(kind in PRIMARY for kind, _ in cited):
        return Support.PRIMARY
    secondary = {publisher for kind, publisher in cited if kind != SourceKind.ENCYCLOPEDIA}
    if len(secondary) > 1:
        return Support.TWO_SECONDARY
    return Support.ONE_SECONDARY if secondary else Support.ENCYCLOPEDIA


def confidence(level: Support) -> Confidence | None:
    """The highest confidence that a level of support allows; None where nothing is asserted."""
    return {
        Support.PRIMARY: Confidence.HIGH,
        Support.TWO_SECONDARY: Confidence.HIGH,
        Support.ONE_SECONDARY: Confidence.MEDIUM,
        Support.ENCYCLOPEDIA: Confidence.LOW,
        Support.NONE: None,
    }[level]
