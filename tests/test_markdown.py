"""Markdown of our own pages: what it may become, and what it never does."""

from __future__ import annotations

import pytest

from kb.markdown import to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Title", '<h1 id="title">Title</h1>'),
        ("a **b** [c](/en/)", '<p>a <strong>b</strong> <a href="/en/" rel="noopener">c</a></p>'),
        ("```sh\ncurl 'x'\n```", "<pre><code class=\"language-sh\">curl 'x'\n</code></pre>"),
        ("<script>alert(1)</script>x", "<p>x</p>"),
        ("[x](javascript:alert(1))", '<p><a rel="noopener">x</a></p>'),
        ('<p onclick="x()" style="color:red">y</p>', "<p>y</p>"),
        ("![x](https://elsewhere.example/x.png)", "<p></p>"),
    ],
)
def test_markdown_becomes_safe_html(text: str, html: str) -> None:
    assert to_html(text).strip() == html


def test_tables_stay_tables() -> None:
    assert "<td>1</td>" in to_html("| a |\n|---|\n| 1 |")
