"""Sources, pages and comparisons as citations: CSL-JSON inside, BibTeX, RIS and text out."""

from .bibtex import bibtex
from .csl import Item, page_item, source_item
from .ris import ris
from .text import suggested
