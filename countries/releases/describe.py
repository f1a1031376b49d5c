"""What a release says of itself: as a data package, for catalogues, for who cites it, and to read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from countries.models import DataVersion

from . import media
from .tables import LICENCE, Cell, Column, Table

Json = dict[str, Any]
Counts = Mapping[str, int]
TITLE = "Jalons: prostitution law, platform liability and enforcement"
ABOUT = (
    "A comparative knowledge base of prostitution law, platform liability and enforcement in 35 countries, over time, "
    "with the evidence for every value."
)
TITLE_FR = "Jalons\u00a0: droit de la prostitution, responsabilité des plateformes et poursuites"
KEYWORDS = ("comparative law", "prostitution law", "platform liability")
PUBLISHER = "The Jalons contributors"
LOCAL = {"127.0.0.1", "localhost", "::1"}
JSONLD = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def address(version: DataVersion) -> str | None:
    """Where the release stands in public; None where the site has no public address."""
    host = urlsplit(settings.SITE_URL).hostname
    return None if host in LOCAL else f"{settings.SITE_URL}/data/{version.version}/"


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# The data package


def descriptor(version: DataVersion, tables: Sequence[Table], counts: Counts, folder: Path) -> Json:
    """The Frictionless data package: every table with its columns, then the other files that there are so far."""
    named = {f"{table.name}.csv" for table in tables}
    others = sorted(path for path in folder.iterdir() if path.name not in named)
    return {
        "profile": "data-package",
        "name": "jalons",
        "title": TITLE,
        "description": ABOUT,
        "version": version.version,
        "created": version.loaded_at.isoformat(),
        **({"homepage": address(version)} if address(version) else {}),
        "keywords": list(KEYWORDS),
        "licenses": [LICENCE],
        "contributors": [{"title": PUBLISHER, "role": "author"}],
        "jalons:hash": version.hash,
        "resources": [
            *(resource(table, counts[table.name], folder) for table in tables),
            *(file_resource(path) for path in others),
        ],
    }


def resource(table: Table, count: int, folder: Path) -> Json:
    """One table of the package with its schema."""
    path = folder / f"{table.name}.csv"
    return {
        "name": table.name,
        "title": table.title,
        "path": path.name,
        "profile": "tabular-data-resource",
        "type": "table",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest(path)}",
        "jalons:rows": count,
        "schema": {
            "fields": [field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [name], "reference": {"resource": "" if target == table.name else target, "fields": [to]}}
                for name, target, to in table.references
            ],
        },
    }


def file_resource(path: Path) -> Json:
    """A file that is no table."""
    return {
        "name": path.name.lower().replace(".", "-"),
        "title": media.TITLES[path.name],
        "path": path.name,
        "type": "file",
        "scheme": "file",
        "format": path.suffix.lstrip(".") or "txt",
        "mediatype": media.media_type(path.name),
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest(path)}",
    }


def field(column: Column) -> Json:
    described: Json = {"name": column.name, "type": column.type, "description": column.description}
    constraints: Json = {"required": True} if column.required else {}
    if column.words:
        constraints["enum"] = list(column.words)
    return described | ({"constraints": constraints} if constraints else {})


# For catalogues


def catalogue(version: DataVersion, package: Json) -> Json:
    """DCAT and schema.org as JSON-LD; addresses are relative to where it stands."""
    return {
        "@context": JSONLD,
        "@id": "./",
        "@type": ["dcat:Dataset", "schema:Dataset"],
        **both("title", "name", [{"@language": "en", "@value": TITLE}, {"@language": "fr", "@value": TITLE_FR}]),
        **both("description", "description", ABOUT),
        **both("identifier", "identifier", f"jalons-{version.version}"),
        "dcat:version": version.version,
        "schema:version": version.version,
        "dct:issued": {"@type": "xsd:date", "@value": version.loaded_at.date().isoformat()},
        "schema:datePublished": version.loaded_at.date().isoformat(),
        **both("license", "license", {"@id": LICENCE["path"]}),
        **both("language", "inLanguage", ["en", "fr"]),
        **both("publisher", "publisher", {"@type": ["foaf:Agent", "schema:Organization"], "foaf:name": PUBLISHER,
                                          "schema:name": PUBLISHER}),
        "dcat:keyword": list(KEYWORDS),
        "schema:keywords": list(KEYWORDS),
        "dct:temporal": {"@type": "dct:PeriodOfTime", "dcat:startDate": {"@type": "xsd:date", "@value": "1999-01-01"}},
        "schema:temporalCoverage": "1999-01-01/..",
        "schema:isAccessibleForFree": True,
        "dcat:distribution": [distribution(one) for one in package["resources"]],
        "schema:distribution": [{"@id": one["path"]} for one in package["resources"]],
    }  # fmt: skip


def both(dublin_core: str, schema_org: str, value: Any) -> Json:
    return {f"dct:{dublin_core}": value, f"schema:{schema_org}": value}


def distribution(one: Json) -> Json:
    """One file."""
    checksum = one["hash"].removeprefix("sha256:")
    return {
        "@id": one["path"],
        "@type": ["dcat:Distribution", "schema:DataDownload"],
        **both("title", "name", one["title"]),
        "dct:license": {"@id": LICENCE["path"]},
        "dcat:downloadURL": {"@id": one["path"]},
        "schema:contentUrl": {"@id": one["path"]},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{one['mediatype']}"},
        "schema:encodingFormat": one["mediatype"],
        "dcat:byteSize": one["bytes"],
        "schema:contentSize": f"{one['bytes']} B",
        "schema:sha256": checksum,
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": checksum,
        },
    }


# For who cites and reads it


def citation(version: DataVersion) -> str:
    """Citation File Format 1.2.0."""
    lines = [
        "cff-version: 1.2.0",
        'message: "To cite the data, name this version."',
        f'title: "{TITLE}"',
        "type: dataset",
        "authors:",
        f'  - name: "{PUBLISHER}"',
        f'version: "{version.version}"',
        f"date-released: {version.loaded_at.date()}",
        "license: CC-BY-4.0",
        "identifiers:",
        "  - type: other",
        f'    value: "sha256:{version.hash}"',
        '    description: "SHA-256 over every record of the data"',
        "keywords:",
        *(f'  - "{word}"' for word in KEYWORDS),
    ]
    place = address(version)
    return "\n".join([*lines, *([f'url: "{place}"'] if place else []), ""])


def about(version: DataVersion, tables: Sequence[Table], counts: Counts) -> list[Sequence[Cell]]:
    """The lines of the spreadsheet's first sheet and of the database's first table: a name and what it says."""
    head: list[Sequence[Cell]] = [
        ("Jalons", ABOUT),
        ("Data version", version.version),
        ("Published", version.loaded_at.date().isoformat()),
        ("Hash", version.hash),
        ("Licence", f"{LICENCE['title']}, {LICENCE['path']}"),
        ("Not legal advice", "Every value carries its citations in the tables “evidence” and “citations”."),
    ]
    return head + [(table.name, f"{table.title}: {counts[table.name]} rows") for table in tables]


def readme(version: DataVersion, tables: Sequence[Table], counts: Counts) -> str:
    lines = [
        f"# {TITLE}, version {version.version}",
        f"\n{ABOUT}",
        f"\nPublished {version.loaded_at.date()} under {LICENCE['title']} (`LICENSE`). How to cite it: `CITATION.cff`. "
        "This is not legal advice.",
        "\n| table | rows | what it holds |\n|---|---|---|",
        *(f"| `{table.name}.csv` | {counts[table.name]} | {table.title} |" for table in tables),
        "\nEach column is described in `datapackage.json`. An empty cell says that there is nothing to say, never "
        "that something is permitted: what is not addressed, contested or not found is a value of its own. "
        "Intervals hold from `start` until the day before `end`. The evidence of a coding: `evidence` where "
        "`record_type` is `coding` and `record` its `coding`, then `citations`, then `sources`.",
        "\nText that a spreadsheet would run as a formula has an apostrophe before it in the CSV files.",
        "\nThe same tables: `jalons.sqlite`, `jalons.xlsx`. Outlines and regimes for maps: `jurisdictions.geojson`.",
        "\nCheck that nothing is missing or altered: `sha256sum --check SHA256SUMS`.\n",
    ]
    return "\n".join(lines)
