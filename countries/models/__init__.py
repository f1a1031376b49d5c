"""The data model (DESIGN.md, section 3). What must always be true of the data is a constraint here."""

from .codebook import Indicator, IndicatorValue, Rule, Ruleset
from .coding import Coding, CodingDifference, CodingInForce, RegimeSpell, SecondCoding
from .enforcement import Case, Milestone, MilestoneLink, Platform
from .known import Kept, Known, KnownCoding, KnownRegime
from .law import Law, LawDate, LawRelation, Provision
from .place import Jurisdiction, Membership, Passage
from .release import Change, Correction, DataVersion, Page
from .report import Classification, Qualification, Scheme, SchemeLabel, Statement
from .search import SearchDocument
from .source import TARGETS, Citation, Source, Support
