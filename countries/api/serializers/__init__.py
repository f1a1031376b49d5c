"""The JSON of every record: each module names the keys of one room of the data model."""

from . import includes
from .base import Record, detailed, listed
from .citation import SourceRecord
from .coding import CodingRecord, IndicatorRecord
from .compare import ComparedCellRecord, ComparisonRecord, NearestRecord, PairRowRecord
from .computed import CellStateRecord, SearchRecord
from .derived import PanelRecord, TransitionIncludes, TransitionRecord, WideRecord
from .enforcement import CaseRecord, MilestoneRecord, PlatformRecord
from .graph import EdgeRecord, GraphRecord
from .law import LawRecord, ProvisionRecord
from .place import JurisdictionProfileRecord, JurisdictionRecord, SpellRecord
from .reforms import ChangedAnswerRecord
from .report import ChangeRecord, ClassificationRecord, NetChangeRecord, StatementRecord, VersionRecord
