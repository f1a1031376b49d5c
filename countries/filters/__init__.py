"""One FilterSet a list, for its page and its API endpoint alike."""

from .base import StrictFilterSet
from .between import BetweenFilters
from .calendar import CalendarFilters
from .changes import ChangeFilters
from .choropleth import MapFilters
from .coding import CodingFilters, IndicatorFilters
from .compare import CompareColumns, CompareFilters, NearestFilters, NearestPage, QuestionFilters
from .computed import CoverageFilters
from .enforcement import CaseFilters, MilestoneFilters, PlatformFilters
from .fields import today
from .known import KnownAt, KnownCodingFilters, KnownRegimeFilters, KnownSpellFilters
from .law import LawFilters, ProvisionFilters
from .panel import PanelFilters, WideFilters
from .place import JurisdictionFilters, RegimeFilters, SpellFilters
from .reforms import ReformFilters
from .report import ClassificationFilters, SourceFilters, StatementFilters, VersionFilters
from .search import SearchFilters, SearchWords
from .transitions import TransitionFilters
