"""Hostile and mistaken requests, and what each is answered with."""

from __future__ import annotations

from .api import API_CASES
from .case import Case as Case
from .pages import PAGE_CASES
from .wire import WIRE_CASES

CASES = (*API_CASES, *PAGE_CASES, *WIRE_CASES)
