"""What the files of a release are: their media types, and what each is for."""

from __future__ import annotations

from pathlib import PurePath

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA = {
    ".cff": "application/yaml",
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".sqlite": "application/vnd.sqlite3",
    ".xlsx": XLSX,
    "": "text/plain",
}
DESCRIPTION, CATALOGUE, SUMS = "datapackage.json", "dcat.jsonld", "SHA256SUMS"
SQLITE, SPREADSHEET, OUTLINES = "jalons.sqlite", "jalons.xlsx", "jurisdictions.geojson"
README, CITATION, LICENSE = "README.md", "CITATION.cff", "LICENSE"
CHANGES, CHANGE_LIST = "CHANGES.md", "changes.json"
TITLES = {
    SQLITE: "All tables in one SQLite database",
    SPREADSHEET: "All tables in one spreadsheet, the codebook among them",
    OUTLINES: "Jurisdictions with their outlines and regimes",
    README: "What is in the release and how to read it",
    CITATION: "How to cite the release (Citation File Format)",
    LICENSE: "The licence of the data",
    CHANGES: "What changed since the release before",
    CHANGE_LIST: "The same for machines, record by record",
    DESCRIPTION: "The description of every table and column (Frictionless data package)",
    CATALOGUE: "Metadata for catalogues (DCAT and schema.org)",
    SUMS: "Checksums of all files",
}


def media_type(name: str) -> str:
    """The media type of a file by its ending."""
    return MEDIA[PurePath(name).suffix]
