"""Platforms, cases, milestones and their typed links in the data files."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from countries.choices import LinkType, MilestoneKind, PlatformKind

from .base import Citations, Code, Date, Key, Keys, Line, Node, Slug, Text

MilestoneRef = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+(?:/[A-Za-z0-9._-]+)?$", max_length=200)]


class PlatformDoc(Node):
    id: Slug
    name: Line
    operator: Line | None = None
    kind: PlatformKind
    active_from: Date | None = None
    active_to: Date | None = None
    note: Text
    citations: Keys


class PlatformsFile(Node):
    citations: Citations
    platforms: list[PlatformDoc]


class MilestoneLinkDoc(Node):
    from_law: Slug | None = None
    from_milestone: MilestoneRef | None = None
    type: LinkType
    claimed_by: Text | None = None
    note: Text | None = None
    citations: Keys

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if (self.from_law is None) == (self.from_milestone is None):
            raise ValueError("a link has either `from_law` or `from_milestone`")
        if (self.type == LinkType.CLAIMED) != (self.claimed_by is not None):
            raise ValueError("a claimed link, and only a claimed link, says `claimed_by`")
        return self


class MilestoneDoc(Node):
    id: Key
    date: Date
    kind: MilestoneKind
    title: Text
    text: Text
    platforms: list[Slug] = []
    jurisdictions: Annotated[list[Code], Field(min_length=1)]
    law: Slug | None = None
    citations: Keys
    links: list[MilestoneLinkDoc] = []

    @model_validator(mode="after")
    def _law_milestones_name_the_law(self) -> Self:
        if (self.kind in {MilestoneKind.LAW_ADOPTED, MilestoneKind.LAW_IN_FORCE}) != (self.law is not None):
            raise ValueError("a milestone of kind law_adopted or law_in_force, and only such a one, names its `law`")
        return self


class CaseFile(Node):
    id: Slug
    title: Text
    summary: Text
    platforms: list[Slug] = []
    jurisdictions: Annotated[list[Code], Field(min_length=1)]
    citations: Citations
    milestones: Annotated[list[MilestoneDoc], Field(min_length=1)]
