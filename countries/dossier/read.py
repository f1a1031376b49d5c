"""Data files -> typed documents. Collects every error with file, line and path; needs no database.

A file is read as UTF-8 YAML of mappings, lists and scalars. Anchors, aliases, tags, duplicate keys, files over
`MAX_BYTES` and nesting over `MAX_DEPTH` are refused before anything is built from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml
from pydantic import ValidationError

from .schema import (
    CaseFile,
    ClassificationsFile,
    CodebookFile,
    JurisdictionFile,
    Node,
    PlatformsFile,
    ReportFile,
    SecondCodingFile,
    SourcesFile,
)

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 24
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
NUL = "a text holds a NUL, which no database keeps"
NULLS = {"", "~", "null"}
T = TypeVar("T", bound=Node)
Loc = tuple[str | int, ...]


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing wrong with a data file. `path` is dotted, with list positions from 1."""

    file: str
    line: int
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.path}: {self.message}"


@dataclass(slots=True)
class Document(Generic[T]):
    """One file, typed, with the line of each of its nodes."""

    file: str
    data: T
    lines: dict[Loc, int]

    def line(self, loc: Loc) -> int:
        """The line of the node at `loc`, or of the nearest one above it."""
        return nearest_line(self.lines, loc)


@dataclass(slots=True)
class Page:
    """One page of our own in one language, Markdown below its title."""

    slug: str
    lang: str
    title: str
    body: str


@dataclass(slots=True)
class Dossier:
    """All data files, typed."""

    codebook: Document[CodebookFile] | None = None
    jurisdictions: list[Document[JurisdictionFile]] = field(default_factory=list)
    sources: list[Document[SourcesFile]] = field(default_factory=list)
    platforms: Document[PlatformsFile] | None = None
    cases: list[Document[CaseFile]] = field(default_factory=list)
    report: Document[ReportFile] | None = None
    classifications: Document[ClassificationsFile] | None = None
    second_codings: list[Document[SecondCodingFile]] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)


class Unreadable(Exception):
    """A file whose YAML cannot be taken; carries the line and what is wrong."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def dotted(loc: Loc) -> str:
    """`("codings", 3, "value")` -> `codings[4].value`; the whole file is `(file)`."""
    path = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in loc)
    return path.lstrip(".") or "(file)"


def nearest_line(lines: dict[Loc, int], loc: Loc) -> int:
    while loc and loc not in lines:
        loc = loc[:-1]
    return lines.get(loc, 1)


def _refuse_constructs(text: str) -> None:
    """Anchors, aliases, tags and deep nesting, found before a tree is built of them."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            raise Unreadable(line, f"anchors and aliases are not allowed: “{anchor}”")
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise Unreadable(line, f"tags are not allowed: “{tag}”")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise Unreadable(line, f"nested more than {MAX_DEPTH} deep")


def parse_yaml(raw: bytes) -> tuple[Any, dict[Loc, int]]:
    """The file's plain data (scalars as text, absent as None) and the line of every node. Raises Unreadable."""
    if len(raw) > MAX_BYTES:
        raise Unreadable(1, f"the file has {len(raw)} bytes, at most {MAX_BYTES} are read")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(raw[: error.start].count(b"\n") + 1, "the file is not UTF-8") from None
    try:
        _refuse_constructs(text)
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(mark.line + 1 if mark else 1, f"not YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise Unreadable(1, f"not YAML: {error}") from None
    if node is None:
        raise Unreadable(1, "the file is empty")
    lines: dict[Loc, int] = {}
    return _build(node, (), lines), lines


def _build(node: yaml.Node, loc: Loc, lines: dict[Loc, int]) -> Any:
    lines[loc] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, loc, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*loc, position), lines) for position, item in enumerate(node.value)]
    if "\0" in node.value:
        raise Unreadable(node.start_mark.line + 1, NUL)
    plain_style = getattr(node, "style", None) is None
    return None if plain_style and node.value in NULLS else node.value


def _build_mapping(node: yaml.MappingNode, loc: Loc, lines: dict[Loc, int]) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or "\0" in key.value:
            raise Unreadable(line, "a key must be a plain word")
        if key.value in built:
            raise Unreadable(line, f"the key “{key.value}” stands twice")
        built[key.value] = _build(value, (*loc, key.value), lines)
        lines[(*loc, key.value)] = line
    return built


class Reader:
    """Reads the files below one folder and keeps every problem it meets in `problems`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def read(self) -> Dossier:
        """Every data file of the folder; those that cannot be typed are missing and reported."""
        return Dossier(
            codebook=self._one("codebook.yaml", CodebookFile),
            jurisdictions=self._many("jurisdictions", JurisdictionFile),
            sources=self._many("sources", SourcesFile),
            platforms=self._one("platforms.yaml", PlatformsFile),
            cases=self._many("cases", CaseFile),
            report=self._one("report-2019.yaml", ReportFile),
            classifications=self._one("classifications.yaml", ClassificationsFile),
            second_codings=self._many("second-coding", SecondCodingFile),
            pages=list(self._pages()),
        )

    def report(self, file: str, line: int, path: str, message: str) -> None:
        self.problems.append(Problem(file, line, path, message))

    def _one(self, name: str, model: type[T]) -> Document[T] | None:
        path = self.root / name
        if not path.is_file():
            self.report(name, 1, "(file)", "the file is missing")
            return None
        return self._document(path, model)

    def _many(self, folder: str, model: type[T]) -> list[Document[T]]:
        found = (self._document(path, model) for path in sorted((self.root / folder).glob("*.yaml")))
        return [document for document in found if document is not None]

    def _document(self, path: Path, model: type[T]) -> Document[T] | None:
        name = path.relative_to(self.root).as_posix()
        try:
            data, lines = parse_yaml(self._bytes(path))
        except Unreadable as error:
            self.report(name, error.line, "(file)", str(error))
            return None
        try:
            return Document(name, model.model_validate(data), lines)
        except ValidationError as invalid:
            for detail in invalid.errors(include_url=False):
                loc: Loc = tuple(part for part in detail["loc"] if part != "[key]")
                self.report(name, nearest_line(lines, loc), dotted(loc), _expectation(detail))
            return None

    @staticmethod
    def _bytes(path: Path) -> bytes:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)

    def _pages(self) -> Iterator[Page]:
        for path in sorted((self.root / "pages").glob("*.md")):
            name = path.relative_to(self.root).as_posix()
            slug, _, lang = path.stem.rpartition(".")
            try:
                text = self._bytes(path).decode("utf-8")
            except UnicodeDecodeError:
                self.report(name, 1, "(file)", "the file is not UTF-8")
                continue
            if "\0" in text:
                self.report(name, text[: text.index("\0")].count("\n") + 1, "(file)", NUL)
                continue
            title, _, body = text.partition("\n")
            if lang not in {"en", "fr"} or not title.startswith("# "):
                self.report(name, 1, "(file)", "a page is named <slug>.en.md or <slug>.fr.md and begins with “# Title”")
                continue
            yield Page(slug, lang, title.removeprefix("# ").strip(), body.strip("\n"))


def _expectation(error: Any) -> str:
    message = str(error["msg"]).removeprefix("Value error, ")
    given = error.get("input")
    if isinstance(given, str) and len(given) <= 80 and given not in message:
        message = f"{message} (found “{given}”)"
    return "unknown key" if error["type"] == "extra_forbidden" else message


def sorted_unique(problems: Sequence[Problem]) -> list[Problem]:
    """The problems in file and line order, each once."""
    return sorted(set(problems))
