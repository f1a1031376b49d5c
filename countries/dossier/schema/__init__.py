"""The shape of every data file, as pydantic models. `fixtures/README.md` is the same for people."""

from .base import CitationDoc, Citations, Node, SourceDoc, SourcesFile, Text, Translation, plain
from .codebook import AbsenceDoc, CodebookFile, IndicatorDoc, RuleDoc, RulesetDoc, ValueDoc
from .enforcement import CaseFile, MilestoneDoc, MilestoneLinkDoc, PlatformDoc, PlatformsFile
from .jurisdiction import (
    CodingDoc,
    JurisdictionFile,
    MembershipDoc,
    PassageDoc,
    PenaltyDoc,
    PopulationDoc,
    ReportStatusDoc,
)
from .law import Identifiers, LawDates, LawDoc, LawRelationDoc, ProvisionDoc
from .report import (
    AdjudicationDoc,
    ClassificationDoc,
    ClassificationsFile,
    LabelDoc,
    QualificationDoc,
    ReportFile,
    SchemeDoc,
    SecondCodingDoc,
    SecondCodingFile,
    StatementDoc,
)
