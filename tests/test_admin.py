"""The administration: closed without a secret, locked after failures, and only what is needed behind it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.models import Group, User
from django.core.cache import caches
from django.test import Client

from countries.admin import base, records
from countries.models import Change, Correction, DataVersion
from kb.access.models import ApiKey
from tests import servers
from tests.pages import LANGUAGES, PATHS, Reader
from tests.pages import language_restored as language_restored

PASSWORD = "correct horse battery staple"
SECRET = "not a secret, but long enough for a test of what is signed"


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]


@pytest.fixture(autouse=True)
def opened(settings: Any) -> None:
    settings.JALONS_ADMIN_OPEN = True
    settings.SECRET_KEY = SECRET
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick


def signed_in(role: str = "", **fields: Any) -> Client:
    """A client of somebody in that role, or of a superuser."""
    user = User.objects.create_user(role or "root", password=PASSWORD, is_staff=True, is_superuser=not role, **fields)
    if role:
        user.groups.set(Group.objects.filter(name=role))
    client = Client()
    client.force_login(user)
    return client


def text(response: Any) -> str:
    return Reader(response.content.decode()).text


# The door


def test_without_a_secret_the_administration_is_closed(client: Client, settings: Any) -> None:
    settings.JALONS_ADMIN_OPEN = False
    for path in ("/admin/", "/admin/login/", "/admin/countries/coding/"):
        response = client.get(path)
        assert (response.status_code, response.headers["Content-Type"], response.cookies.output()) == (
            403,
            "text/plain",
            "",
        )
        assert response.content.decode() == (
            "The administration is closed: set SECRET_KEY to at least 50 characters that nobody can guess, "
            "and start the site again.\n"
        )


@pytest.mark.server
@pytest.mark.parametrize(
    ("env", "opened"),
    [({"SECRET_KEY": ""}, False), ({"SECRET_KEY": SECRET}, True)],
    ids=["without", "with"],
)
def test_what_the_environment_decides(env: dict[str, str], opened: bool, tmp_path: Path) -> None:
    said = "from django.conf import settings as s; print(s.JALONS_ADMIN_OPEN, len(s.SECRET_KEY) >= 50)"
    done = servers.manage("shell", "-v0", "-c", said, var=tmp_path, env=env)
    assert done.stdout.strip() == f"{opened} True"


@pytest.mark.server
def test_a_secret_that_is_too_short_is_one_sentence(tmp_path: Path) -> None:
    done = servers.manage("check", var=tmp_path, env={"SECRET_KEY": "short"})
    assert (done.returncode, done.stderr.strip()) == (
        1,
        "SECRET_KEY is too short: set it to at least 50 characters that nobody can guess",
    )


@pytest.mark.server
def test_the_deployment_check_is_clean_behind_https(tmp_path: Path) -> None:
    env = {"BEHIND_HTTPS": "1", "SECRET_KEY": SECRET}
    done = servers.manage("check", "--deploy", "--fail-level", "WARNING", var=tmp_path, env=env)
    assert (done.returncode, done.stdout.strip(), done.stderr.strip()) == (
        0,
        "System check identified no issues (1 silenced).",
        "",
    )


def test_nobody_may_sign_in_until_somebody_is_made() -> None:
    assert User.objects.count() == 0
    roles = {group.name: sorted(group.permissions.values_list("codename", flat=True)) for group in Group.objects.all()}
    assert roles == {
        "editor": ["change_correction", "view_correction"],
        "reviewer": [
            "add_apikey",
            "change_apikey",
            "change_correction",
            "settle_correction",
            "view_apikey",
            "view_correction",
        ],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_sets_a_cookie_even_for_who_is_signed_in(language: str) -> None:
    client = signed_in()
    paths = [f"/{language}/{path}" for path in (*PATHS, "corrections/", "data/key/")] + [
        "/",
        "/api/v1/",
        "/api/v1/docs/",
    ]
    for path in paths:
        response = client.get(path)
        assert (response.cookies.output(), "Cookie" in response.headers.get("Vary", "")) == ("", False), path
    assert client.post(f"/{language}/corrections/", {"message": "x" * 30}).cookies.output() == ""


def test_the_cookies_are_of_the_administration_only() -> None:
    User.objects.create_superuser("root", password=PASSWORD)
    client = Client()
    form = client.get("/admin/login/")
    entered = client.post("/admin/login/", {"username": "root", "password": PASSWORD})
    found = {**form.cookies, **entered.cookies}
    assert {name: (cookie["path"], cookie["httponly"], cookie["samesite"]) for name, cookie in found.items()} == {
        "csrftoken": ("/admin/", True, "Strict"),
        "jalons_admin": ("/admin/", True, "Strict"),
    }


def test_a_form_without_its_token_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/admin/login/", {"username": "root", "password": PASSWORD}).status_code == 403
    assert client.post("/en/corrections/", {"message": "An error in the table of laws."}).status_code == 303
    assert client.post("/en/data/key/", {"key": "x"}).status_code == 403


def test_nothing_of_the_administration_is_kept_in_the_cache() -> None:
    process: Any = caches["default"]
    client = signed_in()
    before = set(process._cache)
    for path in ("/admin/", "/admin/jsi18n/", "/admin/countries/law/", "/admin/countries/law/fr-loi-2016-444/change/"):
        assert client.get(path).status_code == 200, path
    assert set(process._cache) == before
    assert Client().get("/admin/jsi18n/").status_code == 302


def test_the_administration_keeps_to_the_policy_of_the_pages() -> None:
    client = signed_in()
    policies = [
        sorted(client.get(path).headers["Content-Security-Policy"].split("; "))
        for path in ("/en/", "/admin/countries/coding/")
    ]
    assert policies[0] == policies[1]
    assert [directive for directive in policies[1] if "unsafe" in directive] == []


# The lock


def try_to_sign_in(client: Client, password: str, address: str = "192.0.2.1", **headers: str) -> Any:
    return client.post(
        "/admin/login/", {"username": "root", "password": password}, REMOTE_ADDR=address, headers=headers
    )


def test_five_failures_lock_out_for_an_hour() -> None:
    User.objects.create_superuser("root", password=PASSWORD)
    client = Client()
    codes = [try_to_sign_in(client, "wrong").status_code for _ in range(5)]
    assert codes == [200, 200, 200, 200, 429]
    locked = try_to_sign_in(client, PASSWORD)
    assert locked.status_code == 429
    assert "There were too many failed attempts to sign in. Try again in an hour." in text(locked)
    assert try_to_sign_in(Client(), PASSWORD, "192.0.2.2").status_code == 302
    AccessAttempt.objects.update(attempt_time=dt.datetime.now(dt.UTC) - dt.timedelta(minutes=61))
    assert try_to_sign_in(client, PASSWORD).status_code == 302


def test_of_a_failed_attempt_neither_address_nor_browser_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    for _ in range(6):
        try_to_sign_in(Client(), "wrong secret", "192.0.2.1", **{"User-Agent": "Agent/1.0", "Accept": "text/x"})
    attempt = AccessAttempt.objects.get()
    kept = {name: str(value) for name, value in vars(attempt).items() if not name.startswith("_")}
    assert (kept["username"], kept["user_agent"], kept["http_accept"]) == ("root", "", "")
    assert kept["ip_address"].startswith("fd")
    assert [word for word in ("192.0.2.1", "wrong secret", "Agent/1.0") if word in str(kept) + caplog.text] == []
    signed = Client()
    User.objects.create_superuser("root", password=PASSWORD)
    try_to_sign_in(signed, PASSWORD, "192.0.2.9")
    assert AccessLog.objects.count() == 0


# What is behind it


def test_only_what_is_needed_is_registered() -> None:
    assert sorted(model.__name__ for model in base.site._registry) == sorted(
        [*(model.__name__ for model in records.RECORDS), "ApiKey", "Correction", "User", "Group"]
    )


@pytest.mark.parametrize("model", records.RECORDS, ids=lambda model: model.__name__)
def test_records_are_there_to_read_and_search(model: Any) -> None:
    version = DataVersion.objects.get()
    Change.objects.create(version=version, action="created", record_type="coding", record_id="FR.buying.2016")
    client = signed_in("editor")
    name = model._meta.model_name
    row = model.objects.order_by("pk").first()
    listed = client.get(f"/admin/countries/{name}/")
    assert (listed.status_code, "the data files in fixtures/ are the source of truth" in text(listed)) == (200, True)
    assert client.get(f"/admin/countries/{name}/?q=fr").status_code == 200
    quoted = re.sub(r"[_/:.]", lambda found: f"_{ord(found[0]):02X}", str(row.pk)).replace("_2E", ".")
    address = f"/admin/countries/{name}/{quoted}/change/"
    assert client.get(address).status_code == 200
    for path in (address, f"/admin/countries/{name}/add/", f"/admin/countries/{name}/{quoted}/delete/"):
        assert client.post(path, {}).status_code == 403, path
    assert str(model.objects.order_by("pk").first().pk) == str(row.pk)


def test_a_record_names_its_file() -> None:
    client = signed_in("editor")
    assert "This record stands in fixtures/jurisdictions/FR.yaml." in text(
        client.get("/admin/countries/coding/FR.buying.2016-04-15/change/")
    )


def test_an_editor_words_an_outcome_and_a_reviewer_publishes_it() -> None:
    report = Correction.objects.create(received_on=dt.date(2026, 11, 1), path="/en/laws/", message="Wrong date.")
    editor, reviewer = signed_in("editor"), signed_in("reviewer")
    address = f"/admin/countries/correction/{report.pk}/change/"
    words = {"outcome_en": "The date was mended.", "outcome_fr": "La date a été corrigée."}
    assert editor.post(address, words | {"status": "accepted", "message": "Changed."}).status_code == 302
    report.refresh_from_db()
    assert (report.status, report.outcome_en, report.message, str(report.outcome_by)) == (
        "open",
        "The date was mended.",
        "Wrong date.",
        "editor",
    )
    assert "The date was mended." not in text(Client().get("/en/corrections/"))
    assert reviewer.post(address, words | {"status": "accepted"}).status_code == 302
    assert "Accepted The date was mended." in text(Client().get("/en/corrections/"))
    assert "Acceptée La date a été corrigée." in text(Client().get("/fr/corrections/"))


def test_nobody_publishes_what_they_worded_themselves() -> None:
    report = Correction.objects.create(received_on=dt.date(2026, 11, 1), path="/en/laws/", message="Wrong date.")
    address = f"/admin/countries/correction/{report.pk}/change/"
    words = {"outcome_en": "Mended.", "outcome_fr": "Corrigé.", "status": "declined"}
    reviewer = signed_in("reviewer")
    refused = reviewer.post(address, words)
    assert "You worded this outcome: a second person publishes it." in text(refused)
    reviewer.post(address, words | {"status": "open"})
    assert "a second person publishes it" in text(reviewer.post(address, words))
    half = reviewer.post(address, words | {"outcome_fr": ""})
    assert "Readers see the outcome in both languages" in text(half)
    report.refresh_from_db()
    assert (report.status, report.outcome_en) == ("open", "Mended.")
    assert signed_in().post(address, words).status_code == 302  # a site of one person


def test_a_reviewer_gives_a_key_sees_it_once_and_revokes_it() -> None:
    editor, reviewer = signed_in("editor"), signed_in("reviewer")
    assert editor.get("/admin/access/apikey/").status_code == 403
    fields = {"name": "An NGO", "per_minute": "", "per_day": "5000", "expiry_date_0": "", "expiry_date_1": ""}
    made = reviewer.post("/admin/access/apikey/add/", fields, follow=True)
    key = re.search(r"[A-Za-z0-9]{8}\.[A-Za-z0-9]{32}", text(made))
    row = ApiKey.objects.get()
    assert (key and key[0][:8], row.name, row.per_day) == (row.prefix, "An NGO", 5000)
    address = f"/admin/access/apikey/{row.pk.replace('$', '_24')}/change/"
    again = reviewer.get(address)
    assert (again.status_code, key and key[0] in again.content.decode()) == (200, False)
    inline = {f"uses-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    assert reviewer.post(address, {**fields, **inline, "revoked": "on"}).status_code == 302
    row.refresh_from_db()
    assert row.revoked is True
    assert (
        reviewer.post(f"/admin/access/apikey/{row.pk.replace('$', '_24')}/delete/", {"post": "yes"}).status_code == 403
    )


def test_a_superuser_makes_people_with_roles_and_long_passwords() -> None:
    root = signed_in()
    short = {"username": "ada", "password1": "short", "password2": "short", "usable_password": "true"}
    assert "This password is too short" in text(root.post("/admin/auth/user/add/", short))
    long = short | {"password1": PASSWORD, "password2": PASSWORD}
    assert root.post("/admin/auth/user/add/", long).status_code == 302
    ada = User.objects.get(username="ada")
    editor = Group.objects.get(name="editor")
    fields = {"username": "ada", "is_active": "on", "is_staff": "on", "groups": [str(editor.pk)]}
    assert root.post(f"/admin/auth/user/{ada.pk}/change/", fields).status_code == 302
    assert (list(ada.groups.all()), User.objects.get(pk=ada.pk).is_staff) == ([editor], True)
    assert signed_in("reviewer").get("/admin/auth/user/").status_code == 403
