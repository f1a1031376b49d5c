"""The graph of laws, milestones and platforms."""

from __future__ import annotations

from countries.filters.fields import ANY
from countries.queries.network import EDGE_TYPES

from .base import Both, Key, PartialDay, Reader, Record, Schema, Version, Word, Words
from .citation import CitationRecord


class NodeType(Key):
    """What a node is."""

    def schema(self) -> Schema:
        return {"type": "string", "enum": ["law", "milestone", "platform"]}


class EdgeType(Key):
    """What an edge says."""

    def schema(self) -> Schema:
        return {"type": "string", "enum": list(EDGE_TYPES)}


class NodeRecord(Record):
    """A law, a milestone or a platform."""

    id = Key(help_text="Identifier in the graph: the type and the key.")
    type = NodeType(help_text="law, milestone or platform.")
    key = Key(help_text="Identifier of the record; see laws, milestones and platforms.")
    kind = Key(help_text="Kind of law, of step or of service.")
    label = Both(help_text="What to call it.")  # type: ignore[assignment]  # DRF moves it to `fields`
    date = PartialDay("date", help_text="Of a law its main date, of a platform its beginning, as far as known.")
    jurisdictions = Words(help_text="Codes of the jurisdictions it concerns.")
    case = Word(help_text="Of a milestone: identifier of its case.")


class EdgeRecord(Record):
    """What one node has to do with another; a claim names who makes it."""

    id = Key(help_text="Identifier of the edge.")
    source = Key(help_text="The node it comes from.")  # type: ignore[assignment]  # DRF moves it to `fields`
    target = Key(help_text="The node it leads to.")
    type = EdgeType(
        help_text=(
            "How the milestone is said to have come about; itself: it is the law's own adoption or coming into "
            "force; concerns: it concerns the platform."
        )
    )
    claimed_by = Both(help_text="Of a claim: who makes it.")
    note = Both(help_text="What the type leaves out.")
    citations = CitationRecord(source="evidence", many=True, help_text="Its citations, the leading one first.")


class AsOf(Key):
    """The day that is asked about, or `any`."""

    def reader(self) -> Reader:
        return lambda found: found.day.isoformat() if found.day else ANY


class GraphRecord(Record):
    """Nodes, and the edges between them."""

    data_version = Version(help_text="The version of the data.")
    as_of = AsOf(help_text="The day the graph is of: what had happened by then; `any` for everything.")
    nodes = NodeRecord(many=True)
    edges = EdgeRecord(many=True)
