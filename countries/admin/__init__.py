"""The administration: keys, corrections, people; records to look at. What it shows is registered on its own site."""

from . import corrections, keys, people, records
from .base import site
