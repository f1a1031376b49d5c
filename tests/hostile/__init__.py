"""Hostile and mistaken requests, and what each is answered with."""

from __future__ import annotations

from .api import API_CASES
from .case import Case as Case
from .feeds import FEED_CASES
from .pages import PAGE_CASES
from .wire import WIRE_CASES

CASES = (*API_CASES, *PAGE_CASES, *FEED_CASES, *WIRE_CASES)
