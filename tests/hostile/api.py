"""Hostile and mistaken requests of the API. One line a case."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from .case import api


def cursor(content: str) -> str:
    """A cursor of that content."""
    return urlsafe_b64encode(content.encode()).decode().rstrip("=")


OTHER = '[0,"00000000","FR",1,"2016-04-15","FR.buying.2016-04-15"]'

PARAMETERS = (
    api("an unknown parameter", "codings/?jurisdicton=FR", 400, "jurisdicton"),
    api("a parameter in capitals", "codings/?Jurisdiction=FR", 400, "Jurisdiction"),
    api("a parameter of another list", "laws/?confidence=high", 400, "confidence"),
    api("a lookup of the framework", "codings/?jurisdiction__name_en=France", 400, "jurisdiction__name_en"),
    api("a parameter in brackets", "codings/?jurisdiction[]=FR", 400, "jurisdiction[]"),
    api("a parameter without a name", "codings/?=FR", 400, ""),
    api("a broken percent in a name", "codings/?%zz=1", 400, "%zz"),
    api("600 parameters", f"codings/?{'&'.join(f'{n}=1' for n in range(600))}", 400, "0"),
    api("no parameter after the mark", "codings/?&&&", 200, same="codings/"),
    api("a filter without a value", "codings/?jurisdiction", 400, "jurisdiction"),
    api("a filter with an empty value", "codings/?jurisdiction=", 400, "jurisdiction"),
    api("a filter of commas alone", "codings/?jurisdiction=,,", 400, "jurisdiction"),
    api("a filter of blanks", "laws/?q=%20%09", 400, "q"),
    api("a filter given twice", "codings/?jurisdiction=FR&jurisdiction=SE&fields=id", 200, same="codings/?jurisdiction=FR,SE&fields=id"),
    api("a value twice", "codings/?jurisdiction=FR,FR&fields=id", 200, same="codings/?jurisdiction=FR&fields=id"),
    api("the parameters in another order", "codings/?fields=id&jurisdiction=FR", 200, same="codings/?jurisdiction=FR&fields=id"),
    api("a code in small letters", "codings/?jurisdiction=fr", 400, "jurisdiction"),
    api("one wrong value among right ones", "codings/?jurisdiction=FR,XX,SE", 400, "jurisdiction"),
    api("a value of another indicator", "codings/?indicator=buying&value=licensed", 400, "value"),
    api("a number for yes or no", "codings/?inherited=1", 400, "inherited"),
    api("10 kB of a value", f"codings/?jurisdiction={'F' * 10_000}", 414),
    api("3 kB of a value", f"codings/?jurisdiction={'F' * 3_000}", 400, "jurisdiction"),
    api("more words than a search takes", f"laws/?q={'x' * 201}", 400, "q"),
    api("SQL for a value", "codings/?value='%20OR%201=1%20--", 400, "value"),
    api("SQL for a code", "codings/?jurisdiction=FR'%3BDROP%20TABLE%20countries_coding%3B--", 400, "jurisdiction"),
    api("SQL for words", "laws/?q=%25'%20UNION%20SELECT%20password%20FROM%20auth_user--&fields=id", 200, same="laws/?q=zzzzzz&fields=id"),
    api("a wildcard of SQL", "laws/?q=%25&fields=id", 200, same="laws/?q=zzzzzz&fields=id"),
    api("a NUL", "laws/?q=a%00b", 400, "q"),
    api("a NUL in a code", "codings/?jurisdiction=FR%00", 400, "jurisdiction"),
    api("overlong UTF-8", "laws/?q=%C0%AF", 400, "q"),
    api("half of a surrogate pair", "laws/?q=%ED%A0%80", 400, "q"),
    api("UTF-16", "laws/?q=%FF%FEa%00", 400, "q"),
    api("Latin-1", "jurisdictions/?q=Su%E8de", 400, "q"),
    api("a mark that turns the direction of writing", "codings/?jurisdiction=%E2%80%AEFR", 400, "jurisdiction"),
    api("letters that look alike", "codings/?jurisdiction=%D0%95U", 400, "jurisdiction"),
    api("full-width letters", "codings/?jurisdiction=%EF%BC%A6%EF%BC%B2", 400, "jurisdiction"),
    api("a broken percent in a value", "laws/?q=%&fields=id", 200, same="laws/?q=%25&fields=id"),
    api("a line break and a header", "codings/?jurisdiction=FR%0d%0aSet-Cookie:%20a=b", 400, "jurisdiction"),
    api("a script", "codings/?jurisdiction=<script>alert(1)</script>", 400, "jurisdiction"),
    api("a template", "laws/?q={{7*7}}%24{7*7}&fields=id", 200, same="laws/?q=zzzzzz&fields=id"),
    api("words of a search language", "search/?q=NEAR(a%20b)%20AND%20NOT%20%22", 200),
    api("a search for stars and quotes", "search/?q=%22*%22%20'%20%3B)", 200, same="search/?q=zzzzzzzz"),
    api("a search with a NUL", "search/?q=%00", 400, "q"),
)  # fmt: skip

TIME = (
    api("today in words", "codings/?as_of=today", 400, "as_of"),
    api("the year 0", "codings/?as_of=0000-01-01", 400, "as_of"),
    api("the last day that there is", "codings/?as_of=9999-12-31&fields=id", 200),
    api("a day beyond it", "codings/?as_of=10000-01-01", 400, "as_of"),
    api("a thirteenth month", "codings/?as_of=2019-13-01", 400, "as_of"),
    api("29 February of no leap year", "codings/?as_of=2019-02-29", 400, "as_of"),
    api("a year for a day", "codings/?as_of=2019", 400, "as_of"),
    api("a moment for a day", "codings/?as_of=2019-06-04T00:00:00Z", 400, "as_of"),
    api("seconds since 1970", "codings/?as_of=1559606400", 400, "as_of"),
    api("a day in Arabic digits", "codings/?as_of=%D9%A2%D9%A0%D9%A1%D9%A9-%D9%A0%D9%A6-%D9%A0%D9%A4", 400, "as_of"),
    api("a negative year", "codings/?as_of=-2019-06-04", 400, "as_of"),
    api("two days", "codings/?as_of=2019-06-04&as_of=2020-01-01", 400, "as_of"),
    api("the day the other way round", "codings/?as_of=04-06-2019", 400, "as_of"),
    api("a bound that is no date", "milestones/?date_after=soon", 400, "date_after"),
    api("bounds that cross", "milestones/?date_after=2020&date_before=2010&fields=id", 200, same="milestones/?date_after=9999&fields=id"),
)  # fmt: skip

LISTS = (
    api("page 0", "codings/?page=0", 400, "page"),
    api("page -1", "codings/?page=-1", 400, "page"),
    api("the last page in words", "codings/?page=last", 400, "page"),
    api("a page far beyond the end", "codings/?page=99999999", 400, "page"),
    api("a page beyond the end", "codings/?page=99", 404),
    api("a page of 20 digits", "codings/?page=99999999999999999999", 400, "page"),
    api("two pages", "codings/?page=1&page=2", 400, "page"),
    api("an empty page", "codings/?page=", 400, "page"),
    api("limit 0", "codings/?limit=0", 400, "limit"),
    api("limit -1", "codings/?limit=-1", 400, "limit"),
    api("a limit beyond the largest", "codings/?limit=1001", 400, "limit"),
    api("a limit with an exponent", "codings/?limit=1e3", 400, "limit"),
    api("a limit with a fraction", "codings/?limit=1.5", 400, "limit"),
    api("a limit in Arabic digits", "codings/?limit=%D9%A1%D9%A0", 400, "limit"),
    api("the deepest page with the largest limit", "codings/?limit=1000&page=999999999", 400, "page"),
    api("an offset", "codings/?offset=10", 400, "offset"),
    api("no fields", "codings/?fields=", 400, "fields"),
    api("a field that is none", "codings/?fields=id,password", 400, "fields"),
    api("a field of the language", "codings/?fields=__class__", 400, "fields"),
    api("a field twice", "codings/?fields=id,id&jurisdiction=FR", 200, same="codings/?fields=id&jurisdiction=FR"),
    api("an order by a column that is not offered", "codings/?ordering=pk", 400, "ordering"),
    api("an order through relations", "codings/?ordering=coding__lead_citation__source__url", 400, "ordering"),
    api("an order reversed twice", "codings/?ordering=--start", 400, "ordering"),
    api("a random order", "codings/?ordering=?", 400, "ordering"),
    api("another format", "codings/?format=xml", 400, "format"),
    api("a page of a file", "codings.csv?page=2", 400, "page"),
    api("one jurisdiction compared", "compare/?j=FR", 400, "j"),
    api("a comparison of nothing", "compare/", 400, "j"),
    api("a comparison with an unknown one", "compare/?j=FR,XX", 400, "j"),
    api("a cursor that is none", "codings/?cursor=x", 400, "cursor"),
    api("an empty cursor", "codings/?cursor=", 400, "cursor"),
    api("a cursor and a page", "codings/?cursor=*&page=2", 400, "cursor"),
    api("two cursors", "codings/?cursor=*&cursor=*", 400, "cursor"),
    api("a cursor of 3 kB", f"codings/?cursor={'A' * 3000}", 400, "cursor"),
    api("a cursor in other letters", "codings/?cursor=%D0%90", 400, "cursor"),
    api("a cursor with a NUL", "codings/?cursor=%00", 400, "cursor"),
    api("a cursor of deep nesting", f"codings/?cursor={cursor('[' * 900 + ']' * 900)}", 400, "cursor"),
    api("a cursor made for another query", f"codings/?cursor={cursor(OTHER)}", 400, "cursor"),
    api("a cursor that is an object", f"codings/?cursor={cursor('{}')}", 400, "cursor"),
    api("a cursor of a number beyond all", f"codings/?cursor={cursor('1e999')}", 400, "cursor"),
    api("more that is not there to include", "codings/?include=everything", 400, "include"),
    api("an inclusion of nothing", "codings/?include=", 400, "include"),
    api("a facet that is none", "codings/?facets=note", 400, "facets"),
    api("a version that never was", "codings/?known_at=1999.1.1", 400, "known_at"),
    api("a version in words", "codings/?known_at=latest", 400, "known_at"),
)  # fmt: skip

API_CASES = (*PARAMETERS, *TIME, *LISTS)
