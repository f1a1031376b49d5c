"""What of the API will go. Nothing is removed or renamed that has not stood here for a year at least.

One entry is all that it takes: every answer that it concerns, the OpenAPI description and the page of the promise
tell of it from then on, `Deprecation("codings", since, instead, until, parameter=...)`.
"""

from __future__ import annotations

from kb.deprecation import Deprecation

DEPRECATED: tuple[Deprecation, ...] = ()
