"""Hostile and mistaken methods, headers, bodies and bytes. One line a case."""

from __future__ import annotations

from .case import API, FORM, Case

METHODS = (
    Case("a record to be written", f"{API}codings/", 405, method="POST", body=b"{}"),
    Case("a record to be replaced", f"{API}laws/fr-loi-2016-444/", 405, method="PUT", body=b"{}"),
    Case("a list to be deleted", f"{API}codings/", 405, method="DELETE"),
    Case("a file to be written", f"{API}codings.csv", 405, method="POST"),
    Case("a method that there is not", f"{API}codings/", 405, method="BREW"),
    Case("a method that echoes", f"{API}codings/", 405, method="TRACE"),
    Case("a method in small letters", f"{API}codings/", 400, method="get"),
    Case("a method overridden by a header", f"{API}codings/?limit=1", 200, same=f"{API}codings/?limit=1", headers=("X-HTTP-Method-Override: DELETE",)),
    Case("a page to be written", "/en/countries/", 405, method="POST"),
    Case("a tunnel", "evil.example:443", 404, method="CONNECT"),
    Case("a form without fields", "/en/corrections/", 400, method="POST"),
    Case("a form of files without a boundary", "/en/corrections/", 400, method="POST", headers=("Content-Type: multipart/form-data",), body=b"abc"),
    Case("a form in UTF-7", "/en/corrections/", 400, method="POST", headers=(f"{FORM}; charset=utf-7",), body=b"message=a"),
    Case("a form of 4 MB", "/en/corrections/", 400, method="POST", headers=(FORM,), body=b"message=" + b"a" * 4_000_000),
    Case("a form of 3,500 fields", "/en/corrections/", 400, method="POST", headers=(FORM,), body=b"a=1&" * 3500),
    Case("a body that nobody asked for", f"{API}codings/?limit=1", 200, same=f"{API}codings/?limit=1", body=b"jurisdiction=FR"),
)  # fmt: skip

HEADERS = (
    Case("another host", "/en/countries/", 400, host="evil.example"),
    Case("another host for the API", f"{API}codings/", 400, host="evil.example"),
    Case("a host that is none", "/en/countries/", 400, host="a b"),
    Case("two hosts", "/en/countries/", 400, headers=("Host: evil.example",)),
    Case("no host", "/en/countries/", 200, host=None),
    Case("a forwarded host", "/en", 301, headers=("X-Forwarded-Host: evil.example",)),
    Case("another site for an address", "http://evil.example/en/countries/", 200, same="/en/countries/"),
    Case("HTML from the API", f"{API}codings/", 406, headers=("Accept: text/html",)),
    Case("a media type that is none", f"{API}codings/", 406, headers=("Accept: ;;;",)),
    Case("a media type in other bytes", f"{API}codings/", 406, headers=("Accept: \xff\xfe",)),
    Case("JSON from a file of CSV", f"{API}codings.csv", 406, headers=("Accept: application/json",)),
    Case("10 kB of media types", f"{API}codings/", 431, headers=(f"Accept: {'a/b,' * 2500}",)),
    Case("5 kB of languages", "/", 302, headers=(f"Accept-Language: {'fr-' * 1700}",)),
    Case("a language that is a path", "/", 302, headers=("Accept-Language: ../../etc",)),
    Case("a compression that there is not", "/en/countries/", 200, same="/en/countries/", headers=("Accept-Encoding: nonsense",)),
    Case("a part of a page", "/en/countries/", 200, same="/en/countries/", headers=("Range: bytes=0-10",)),
    Case("a part of a file", f"{API}codings.csv?jurisdiction=FR", 200, same=f"{API}codings.csv?jurisdiction=FR", headers=("Range: bytes=0-1",)),
    Case("2,000 parts of a file", f"{API}codings.csv?jurisdiction=FR", 200, same=f"{API}codings.csv?jurisdiction=FR", headers=(f"Range: bytes={'0-,' * 2000}0-",)),
    Case("an ETag without quotes", "/en/countries/", 200, same="/en/countries/", headers=("If-None-Match: x",)),
    Case("5 kB of an ETag", "/en/countries/", 200, same="/en/countries/", headers=(f'If-None-Match: W/"{"a" * 5000}"',)),
    Case("an ETag that must match", "/en/countries/", 412, headers=('If-Match: "x"',)),
    Case("yesterday in words", "/en/countries/", 200, same="/en/countries/", headers=("If-Modified-Since: yesterday",)),
    Case("the year 99999", "/en/countries/", 200, same="/en/countries/", headers=("If-Modified-Since: Thu, 99 Jan 99999 00:00:00 GMT",)),
    Case("a cookie for the language", "/en/countries/", 200, same="/en/countries/", headers=("Cookie: django_language=../../x",)),
    Case("9 kB of a header", "/en/countries/", 431, headers=(f"X: {'y' * 9000}",)),
    Case("150 headers", "/en/countries/", 431, headers=tuple(f"X{n}: 1" for n in range(150))),
    Case("a header with a NUL", "/en/countries/", 400, headers=("X: a\0b",)),
    Case("a header without a colon", "/en/countries/", 400, headers=("no colon",)),
    Case("a folded header", "/en/countries/", 400, headers=("X: a\r\n b",)),
    Case("a length below 0", "/en/countries/", 400, headers=("Content-Length: -1",)),
    Case("two lengths", "/en/countries/", 400, headers=("Content-Length: 1", "Content-Length: 2"), body=b"ab"),
    Case("a length and chunks", "/en/countries/", 400, headers=("Content-Length: 4", "Transfer-Encoding: chunked"), body=b"0\r\n\r\n"),
    Case("an expectation that is none", "/en/countries/", 417, headers=("Expect: nonsense",)),
    Case("an origin that is a script", f"{API}codings/?limit=1", 200, same=f"{API}codings/?limit=1", headers=("Origin: javascript:alert(1)",)),
    Case("credentials that nobody asked for", f"{API}codings/?limit=1", 200, same=f"{API}codings/?limit=1", headers=("Authorization: Basic !!!",)),
    Case("HTTP/9.9", "/en/countries/", 400, version="HTTP/9.9"),
    Case("no HTTP", "/en/countries/", 400, version="JUNK"),
    Case("an address of raw bytes", "/en/\xff\xfe/", 400),
    Case("a tab in the address", "/en/laws/?q=a\tb", 400),
)  # fmt: skip

WIRE_CASES = (*METHODS, *HEADERS)
