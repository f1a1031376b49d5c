"""The page of a key's use without script, and the administration under the policy of the pages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests import servers

pytestmark = pytest.mark.browser


def test_a_holder_sees_the_use_of_a_key_without_script(browser: Browser, site: str, built: servers.Base) -> None:
    made = "from kb.access.models import ApiKey; print(ApiKey.objects.create_key(name='An NGO')[1])"
    key = servers.manage("shell", "-v0", "-c", made, var=built.var, env=built.env).stdout.strip()
    for _ in range(3):
        assert servers.get(f"{site}/api/v1/jurisdictions/FR/?fields=name", Authorization=f"Api-Key {key}")[0] == 200
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/en/data/key/")
    page.get_by_label("Your key").fill("wrong")
    page.get_by_role("button", name="Show its use").click()
    expect(page.get_by_role("alert")).to_have_text("There is no such key.")
    page.get_by_label("Your key").fill(key)
    page.get_by_role("button", name="Show its use").click()
    expect(page.get_by_role("heading", name="An NGO")).to_be_visible()
    expect(page.get_by_role("row").nth(1)).to_have_text(re.compile(r"\d{4}\s*3\s*0$"))
    expect(page).to_have_url(f"{site}/en/data/key/")
    assert [url for url in asked if key[9:] in url] == []
    assert context.cookies() == []
    assert key[9:] not in page.content()
    context.close()


def test_the_administration_works_under_the_strict_policy(browser: Browser, site: str, built: servers.Base) -> None:
    made = (
        "from django.contrib.auth.models import User; "
        "User.objects.create_superuser('root', password='correct horse battery')"
    )
    assert servers.manage("shell", "-v0", "-c", made, var=built.var, env=built.env).returncode == 0
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill("root")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Administration")).to_be_visible()
    for address in ("countries/coding/?q=FR", "countries/law/", "access/apikey/add/", "auth/user/add/"):
        page.goto(f"{site}/admin/{address}")
        expect(page.locator("#content")).to_be_visible()
    page.goto(f"{site}/admin/access/apikey/add/")
    page.get_by_label("Name").fill("An NGO by hand")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("you will not be able to see it again")
    assert troubles == []
    assert [url for url in asked if not url.startswith(f"{site}/")] == []
    page.goto(f"{site}/en/")
    assert {cookie.get("path") for cookie in context.cookies()} == {"/admin/"}
    context.close()
