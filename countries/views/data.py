"""Releases: the page of all of them, the page of each, and their files."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _

from countries.cite import dataset_item, suggested
from countries.cite.linked import Thing, dataset
from countries.releases import shelf
from countries.releases.describe import ABOUT
from countries.releases.media import CITATION, OUTLINES, SPREADSHEET, SQLITE
from countries.releases.shelf import Release, ReleaseFile
from countries.templatetags.jalons import partial

from .base import Day, NoParameters, page
from .days import of_a_day
from .document import shown
from .head import Head, files

LATEST = "latest"
FIRST = (SPREADSHEET, "codings.csv", "spells.csv", "panel.csv", OUTLINES, SQLITE)
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


@page
def door(request: HttpRequest, version: str = "") -> HttpResponse:
    """`/data/` and `/data/<version>/` without a language lead to the page in the reader's."""
    NoParameters(request.GET).check()
    below = f"{version}/" if version else ""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/data/{below}")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@page
@of_a_day
def data(request: HttpRequest) -> HttpResponse:
    Day(request.GET).check()
    releases = shelf.standing(settings.RELEASES_DIR)
    newest = releases[0] if releases else None
    head = Head(
        _("Data and API"),
        description=_("All of the data as files, version by version, and the API that serves them."),
        files=files("versions", {}),
        main=_dataset(newest) if newest else None,
        data=False,
    )
    context = {
        "releases": releases,
        "newest": newest,
        "first": [file for name in FIRST if newest and (file := newest.file(name))],
        "citation": _citation(newest) if newest else "",
        "api_url": f"{settings.SITE_URL}/api/v1/",
    }
    return _unkept(shown(request, "data.html", head, context))


@page
@of_a_day
def release(request: HttpRequest, version: str) -> HttpResponse:
    Day(request.GET).check()
    if version == LATEST:
        return _unkept(HttpResponseRedirect(reverse("data-release", args=[_latest().version])))
    found = _found(version)
    head = Head(
        _("Release %(version)s") % {"version": found.version},
        files=files("versions", {"version": found.version}),
        main=_dataset(found),
        data=False,
        citable=False,
    )
    context = {"release": found, "citation": _citation(found), "citation_file": CITATION}
    return _unkept(shown(request, "release.html", head, context))


@page
def file(request: HttpRequest, version: str, name: str) -> HttpResponse:
    """One file of a release, as it will be for ever; of the latest, a redirect to it."""
    NoParameters(request.GET).check()
    if version == LATEST:
        wanted = _file(_latest(), name)
        return _unkept(HttpResponseRedirect(reverse("release-file", args=[_latest().version, wanted.name])))
    found = _found(version)
    wanted = _file(found, name)
    told = {
        "ETag": f'"{wanted.sha256 or found.hash}"',
        "Last-Modified": http_date(found.created.timestamp()),
        "Cache-Control": FOR_EVER,
        "X-Data-Version": found.version,
    }
    moment = int(found.created.timestamp())
    unchanged = get_conditional_response(request, etag=told["ETag"], last_modified=moment)
    response = unchanged or _attached(found, wanted)
    for header, value in told.items():
        response.headers[header] = value
    return response  # type: ignore[return-value]  # a FileResponse is one all the same


def _attached(release: Release, file: ReleaseFile) -> FileResponse:
    response = FileResponse((release.folder / file.name).open("rb"), content_type=_content_type(file))
    response.headers["Content-Disposition"] = f'attachment; filename="jalons-{release.version}-{file.name}"'
    return response


def _found(version: str) -> Release:
    found = shelf.find(settings.RELEASES_DIR, version)
    if found is None:
        raise Http404
    return found


def _latest() -> Release:
    found = shelf.newest(settings.RELEASES_DIR)
    if found is None:
        raise Http404
    return found


def _file(release: Release, name: str) -> ReleaseFile:
    """Only what the release itself lists is served, so that no name leads anywhere else."""
    found = release.file(name)
    if found is None:
        raise Http404
    return found


def _unkept(response: HttpResponse) -> HttpResponse:
    """What stands on the shelf can change while the version of the data does not."""
    response.headers["Cache-Control"] = ASK_AGAIN
    return response


def _content_type(file: ReleaseFile) -> str:
    said = {"text/csv": "text/csv; charset=utf-8; header=present"}
    return said.get(file.media, f"{file.media}; charset=utf-8" if file.media.startswith("text/") else file.media)


def _citation(release: Release) -> str:
    """How to cite the release, in the reader's language."""
    title = _("Jalons: prostitution law, platform liability and enforcement")
    return suggested(dataset_item(title, _address(release), release.version, release.issued), partial)


def _address(release: Release) -> str:
    return f"{settings.SITE_URL}/data/{release.version}/"


def _dataset(release: Release) -> Thing:
    parts: list[Any] = [
        {"name": file.name, "encoding": file.media, "size": file.size, "sha256": file.sha256, "about": file.title}
        for file in release.files
    ]
    title = _("Jalons: prostitution law, platform liability and enforcement")
    return dataset(title, ABOUT, _address(release), release.version, release.issued, parts)
