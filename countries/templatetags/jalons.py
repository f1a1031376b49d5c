"""Template tags and filters of the site."""

from __future__ import annotations

from django import template

register = template.Library()
