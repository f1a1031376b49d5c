"""Sources, pages and the answers on them as citations: CSL-JSON inside, BibTeX, RIS and text out."""

from .bibtex import bibtex
from .csl import Item, dataset_item, date_of, entry_item, page_item, source_item
from .ris import ris
from .text import suggested
