"""What a comparison is of, and what the nearest laws are measured on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from countries.models import DataVersion, Indicator, Jurisdiction
from countries.queries.compare import Comparison, compare
from countries.queries.entries import Line
from countries.queries.known import first_archived
from countries.queries.nearest import Answers, answers
from countries.queries.since import Revision, revision

from . import common
from .base import AsOf, Filter, Many, One, StrictFilterSet, YesNo
from .fields import ANY, Said, today, wrong
from .vocabulary import Keys, Named


class VersionField(Said):
    """The name of a version of the data that is kept in the archive; cleans to the version, or to None."""

    def clean(self, value: str | None) -> DataVersion | None:
        word = (value or "").strip()
        if not word:
            return None
        version = None if "\0" in word else DataVersion.objects.filter(version=word).first()
        if version is None:
            kept = DataVersion.objects.filter(archived=True).values_list("version", flat=True)
            raise wrong(gettext("“%(value)s” is no version of the data."), word, list(kept))
        if not version.archived and version != DataVersion.objects.current():
            raise self.not_kept(word)
        return version

    @staticmethod
    def not_kept(word: str) -> ValidationError:
        first = first_archived()
        if first is None:
            return wrong(gettext("“%(value)s” is no version of the data."), word)
        message = gettext("What was known is kept from version %(first)s, of %(day)s, on.")
        return wrong(message % {"first": first.version, "day": first.loaded_at.date().isoformat()}, word)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{4}\.\d{1,2}\.\d+$"}


class Version(Filter):
    """A version of the data that the answers are compared with."""

    field_class = VersionField


class QuestionFilters(StrictFilterSet):
    """The day and the questions. Made with every jurisdiction and question, so that no word costs a query."""

    j = Many(
        vocabulary=common.JURISDICTIONS,
        label=_("Jurisdictions"),
        help_text=_("Codes of jurisdictions, separated by commas, in the order of the columns."),
    )
    as_of = AsOf(help_text=_("The day: YYYY-MM-DD; today if not given."))
    indicator = common.indicator()
    theme = common.theme()
    core = YesNo(label=_("Core"), help_text=_("Whether the indicator is one of the core."))

    class Meta:
        model = Indicator
        fields: list[str] = []

    def __init__(
        self, data: Mapping[str, Any], places: Sequence[Jurisdiction], questions: Sequence[Indicator], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.by_code, self.everything = {place.code: place for place in places}, questions
        self.filters["j"].extra["vocabulary"] = Named(self.by_code)
        self.filters["indicator"].extra["vocabulary"] = Named({question.code: question for question in questions})

    @property
    def places(self) -> list[Jurisdiction]:
        """The jurisdictions asked for, in the order given."""
        return [self.by_code[code] for code in self.get("j")]

    @property
    def chosen(self) -> bool:
        """Whether the query string chooses among the questions."""
        return bool({"indicator", "theme", "core"} & set(self.given()))

    @property
    def questions(self) -> list[Indicator]:
        """The questions asked for, in the codebook's order: all, unless some are chosen."""
        codes, themes, core = self.get("indicator"), self.get("theme"), self.get("core")
        return [
            question
            for question in self.everything
            if (not codes or question.code in codes)
            and (not themes or question.theme in themes)
            and (core is None or question.core is core)
        ]


class CompareFilters(QuestionFilters):
    """The columns, the day or days and the rows of a comparison: at least two columns, or one on two days."""

    # `and` is a word of Python, so no assignment can name it.
    vars()["and"] = AsOf(
        default=ANY, help_text=_("A second day to compare the first with: YYYY-MM-DD; one jurisdiction is enough then.")
    )
    ruleset = common.ruleset()
    only = One(
        vocabulary=Keys("differences", "changes"),
        label=_("Only"),
        help_text=_(
            "`differences`: the rows in which findings differ; `changes`: those that changed between two days."
        ),
    )
    version = Version(
        label=_("Data version"),
        help_text=_("The version of the data that was cited: what it said otherwise of these answers is listed."),
    )
    most = 50

    def check(self) -> None:
        super().check()
        cleaned = self.form.cleaned_data
        codes, then = cleaned["j"], cleaned["and"]
        if len(codes) > self.most:
            self.refuse("j", wrong(self.too_many(), ",".join(codes)))
        if self.too_few(len(codes), two_days=then is not None):
            self.refuse("j", wrong(self.needed(), ",".join(codes)))
        if cleaned["only"] == "changes" and then is None:
            self.refuse("only", wrong(gettext("Changes are between two days: give a second one as `and`."), "changes"))

    def needed(self) -> str:
        return gettext("Name at least two jurisdictions, separated by commas.")

    def compared(self) -> Comparison:
        """The comparison of everything that is asked for (4 queries)."""
        get = self.get
        return compare(
            self.places, self.questions, get("as_of"), today=today(), then=get("and"), ruleset=get("ruleset")
        )

    def shows(self, line: Line) -> bool:
        """Whether the line is one of those that `only` leaves."""
        only = self.get("only")
        return line.differs if only == "differences" else line.changed if only == "changes" else True

    def revised(self) -> Revision | None:
        """What the cited version said otherwise (3 queries, or 5 on two days); None where none is cited."""
        get = self.get
        if get("version") is None:
            return None
        days = [get("as_of"), *([get("and")] if get("and") else [])]
        return revision(get("version"), get("j"), [one.code for one in self.questions], get("ruleset"), days)

    def too_many(self) -> str:
        return gettext("Name at most %(most)s jurisdictions.") % {"most": self.most}

    def too_few(self, number: int, *, two_days: bool) -> bool:
        return number < (1 if two_days else 2)


class CompareColumns(CompareFilters):
    """Of a comparison on a page: up to six columns; with too few, the page offers to choose."""

    evidence = One(vocabulary=Keys("open"), label="", help_text="")
    most = 6

    def too_many(self) -> str:
        words = gettext("A page compares at most %(most)s jurisdictions; the API compares up to %(api)s.")
        return words % {"most": self.most, "api": CompareFilters.most}

    def too_few(self, number: int, *, two_days: bool) -> bool:
        return False

    @property
    def ready(self) -> bool:
        """Whether there is enough to compare."""
        return not super().too_few(len(self.get("j")), two_days=self.get("and") is not None)

    def require(self) -> None:
        """Refuses what is too little to compare."""
        if not self.ready:
            self.refuse("j", wrong(self.needed(), ",".join(self.get("j"))))


class NearestFilters(QuestionFilters):
    """Whose nearest laws, on which questions: the core unless others are chosen."""

    @property
    def questions(self) -> list[Indicator]:
        return super().questions if self.chosen else [question for question in self.everything if question.core]

    def answered(self) -> Answers:
        """The answers of all jurisdictions to the questions asked (1 query)."""
        return answers(self.get("as_of"), self.questions, list(self.by_code.values()))


class NearestPage(NearestFilters):
    """On a page: those of one jurisdiction, or the likeness of all."""

    def check(self) -> None:
        super().check()
        codes = self.form.cleaned_data["j"]
        if len(codes) > 1:
            self.refuse("j", wrong(gettext("Name one jurisdiction; the API takes several."), ",".join(codes)))
