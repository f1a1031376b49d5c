"""All tables of a release, in the order in which they are listed."""

from __future__ import annotations

from .tables import Table
from .tables_codebook import CODEBOOK, INDICATORS, RULES
from .tables_coding import CODING_DIFFERENCES, CODING_PROVISIONS, CODINGS, SECOND_CODINGS
from .tables_enforcement import CASES, MILESTONE_LINKS, MILESTONES, PLATFORMS
from .tables_law import CITATIONS, EVIDENCE, LAW_RELATIONS, LAWS, PROVISIONS, SOURCES
from .tables_place import JURISDICTIONS, MEMBERSHIPS, PROFILES
from .tables_regime import PANEL, SPELLS, TRANSITIONS
from .tables_report import CLASSIFICATIONS, SCHEMES, STATEMENTS

TABLES: tuple[Table, ...] = (
    JURISDICTIONS,
    MEMBERSHIPS,
    INDICATORS,
    CODEBOOK,
    RULES,
    CODINGS,
    CODING_PROVISIONS,
    SPELLS,
    TRANSITIONS,
    PANEL,
    LAWS,
    LAW_RELATIONS,
    PROVISIONS,
    PLATFORMS,
    CASES,
    MILESTONES,
    MILESTONE_LINKS,
    SECOND_CODINGS,
    CODING_DIFFERENCES,
    STATEMENTS,
    SCHEMES,
    CLASSIFICATIONS,
    PROFILES,
    SOURCES,
    CITATIONS,
    EVIDENCE,
)
