"""Hostile and mistaken addresses. One line a case."""

from __future__ import annotations

from .case import Case, api, page

ADDRESSES = (
    api("no slash at the end", "codings", 301),
    api("two slashes at the end", "codings//", 404),
    api("capitals", "CODINGS/", 404),
    api("an unknown list", "nothing/", 404),
    api("an unknown record", "codings/FR.buying.0001-01-01/", 404),
    api("a key with a NUL", "codings/%00/", 404),
    api("a key that is no text", "laws/%FF/", 404),
    api("a key of half a surrogate pair", "laws/%ED%A0%80/", 404),
    api("a key of 3 kB", f"laws/{'x' * 3000}/", 404),
    api("a key of SQL", "laws/'%20OR%20'1'='1/", 404),
    api("a way out of the folder", "codings/%2e%2e/%2e%2e/etc/passwd/", 404),
    api("an unknown ending", "codings.exe", 404),
    api("a file with a slash", "codings.csv/", 404),
    Case("two slashes at the start", "//api/v1/codings/", 404),
    Case("another site's name for a path", "//evil.example/en", 404),
    Case("a static file out of the folder", "/static/../kb/settings.py", 404),
    Case("the same in percents", "/static/%2e%2e/%2e%2e/etc/passwd", 404),
    Case("the same in double percents", "/static/%252e%252e/%252e%252e/etc/passwd", 404),
    Case("the same with a backslash", "/static/..%5c..%5cetc%5cpasswd", 404),
    Case("a folder of static files", "/static/kb/", 404),
    Case("a static file with a NUL", "/static/kb/jalons.css%00.png", 404),
    Case("a language that is not spoken here", "/de/", 404),
    Case("a language in capitals", "/EN/", 404),
    Case("10 kB of an address", f"/{'x' * 10_000}", 414),
    Case("the settings of a repository", "/.git/config", 404),
    Case("somebody else's admin", "/wp-login.php", 404),
)  # fmt: skip

PAGES = (
    page("no slash at the end", "laws", 301),
    page("a code in capitals", "countries/FR/", 404),
    page("an unknown country", "countries/xx/", 404),
    page("a slug that is no text", "laws/%ED%A0%80/", 404),
    page("a slug with a NUL", "laws/%00/", 404),
    page("an unknown ending of a source", "sources/fr-text.exe", 301),
    page("a citation of another site", "cite.bib?page=//evil.example/", 400, "page"),
    page("a citation with a header in it", "cite.bib?page=/en/%0d%0aSet-Cookie:a=b", 400, "page"),
    page("an unknown parameter", "laws/?x=1", 400, "x"),
    page("an unknown value", "laws/?kind=statut", 400, "kind"),
    page("a script for a parameter", "laws/?<script>=1", 400, "&lt;script&gt;"),
    page("a script for a value", "laws/?kind=<script>alert(1)</script>", 400, "kind"),
    page("page 0", "laws/?page=0", 400, "page"),
    page("page -1", "laws/?page=-1", 400, "page"),
    page("a page in Arabic digits", "laws/?page=%D9%A1", 400, "page"),
    page("a page beyond the end", "laws/?page=999", 404),
    page("a page of 3,000 digits", f"laws/?page={'9' * 3000}", 404),
    page("a NUL", "laws/?q=%00", 400, "q"),
    page("overlong UTF-8", "laws/?q=%C0%AF", 400, "q"),
    page("today in words", "countries/fr/?as_of=today", 400, "as_of"),
    page("the year 0", "countries/fr/?as_of=0000-01-01", 400, "as_of"),
    page("the last day that there is", "countries/fr/?as_of=9999-12-31", 200),
    page("the first day that there is", "countries/fr/?as_of=0001-01-01", 200),
    page("seven columns", "compare/?j=FR,SE,DE,NL,GB,IT,ES", 400, "j"),
    page("an unknown column", "compare/?j=FR,XX", 400, "j"),
    page("an empty filter", "laws/?q=", 302),
    page("a filter given twice", "laws/?jurisdiction=FR&jurisdiction=SE", 302),
    page("a search of 300 signs", f"search/?q={'%F0%9F%92%A9' * 100}", 200),
)  # fmt: skip

PAGE_CASES = (*ADDRESSES, *PAGES)
