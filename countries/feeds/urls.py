"""The addresses of what can be followed, below /en/ and /fr/."""

from __future__ import annotations

from django.urls import path, re_path

from . import views

urlpatterns = [
    re_path(r"^changes\.(?P<ending>atom|json)$", views.changes, name="changes-feed"),
    re_path(r"^milestones\.(?P<ending>atom|json)$", views.steps, name="milestones-feed"),
    re_path(r"^laws-in-force\.(?P<ending>atom|json)$", views.laws_in_force, name="laws-in-force-feed"),
    path("laws-in-force.ics", views.laws_in_force_calendar, name="laws-in-force-calendar"),
]
