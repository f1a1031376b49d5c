"""All tables of a release, in the order in which they are listed."""

from __future__ import annotations

from .tables import CODEBOOK, CODINGS, JURISDICTIONS, PANEL, SPELLS, Table
from .tables_law import CITATIONS, LAWS, MILESTONES, PROVISIONS, SOURCES

TABLES: tuple[Table, ...] = (
    JURISDICTIONS,
    CODEBOOK,
    LAWS,
    PROVISIONS,
    CODINGS,
    CITATIONS,
    SOURCES,
    SPELLS,
    PANEL,
    MILESTONES,
)
