"""Emphasis: three marks of Markdown, and nothing else of it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from kit.emphasis import concat, emphasis_html, lines_of, read_emphasis, runs_of, without_emphasis
from kit.quiz.bank import LessonItems

SHOWN = {
    "*em* **strong** `code`": "<em>em</em> <strong>strong</strong> <code>code</code>",
    "***both***": "<em><strong>both</strong></em>",
    r"\*no\* \`no\` *yes*": "*no* `no` <em>yes</em>",
    "2 * 3 * 4": "2 * 3 * 4",
    "* one\n* two": "* one<br>* two",
    "_a_ __b__ *c*": "_a_ __b__ <em>c</em>",
    "[a](http://b.c) ![d](e.png) *f*": "[a](http://b.c) ![d](e.png) <em>f</em>",
    "<b onclick='x'>*hi*</b> &amp;": "&lt;b onclick=&#x27;x&#x27;&gt;<em>hi</em>&lt;/b&gt; &amp;amp;",
    "`<script>*x*</script>`": "<code>&lt;script&gt;*x*&lt;/script&gt;</code>",
    "# no heading *a*": "# no heading <em>a</em>",
    "これは**「重要」**です。": "これは<strong>「重要」</strong>です。",
    "**ASEAN（東南アジア諸国連合）**の": "<strong>ASEAN（東南アジア諸国連合）</strong>の",
    "a *b": "a *b",
    "`": "`",
    "****": "****",
    "\\\\server *x*": "\\server <em>x</em>",
    "\\\\server\\new": "\\\\server\\new",
    "don’t *“quote”* it": "don’t <em>“quote”</em> it",
}


@pytest.mark.parametrize("written", SHOWN)
def test_what_is_written_is_shown(written: str):
    """Stars and backticks mark emphasis; links, HTML, headings and underscores stay as they are typed."""
    assert emphasis_html(read_emphasis(written)) == SHOWN[written]


@pytest.mark.parametrize("text", ["*" * 5000 + "a" + "*" * 5000, "`" * 9999, "*a " * 4000, "**a*" * 3000])
def test_a_text_of_marks_alone_ends(text: str):
    """Thousands of marks give HTML whose tags close, and neither an endless loop nor an error."""
    open_tags: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, _attrs: object) -> None:
            open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Tags().feed(emphasis_html(read_emphasis(text)))
    assert open_tags == []


def test_a_text_is_plain_where_nobody_asks():
    """Read as a text it has no marks; joined and cut into lines it keeps its emphasis."""
    text = read_emphasis("one *two\nthree* four")
    assert (text, f"{text}") == ("one two\nthree four",) * 2
    assert [emphasis_html(line) for line in lines_of(text)] == ["one <em>two</em>", "<em>three</em> four"]
    assert emphasis_html(concat("<", read_emphasis("*a*"), "b", between="|")) == "&lt;|<em>a</em>|b"
    assert runs_of("plain") == (("plain", ()),)


@pytest.mark.parametrize("cell", ["2*3*4", "`a`", r"C:\new\*", "*", "\\*a*", "plain", "\\\\"])
def test_a_cell_of_a_table_means_what_it_says(cell: str):
    """What a template takes from a table keeps every star, backtick and backslash."""
    assert read_emphasis(without_emphasis(cell)) == cell
    assert not any(run.tags for run in runs_of(read_emphasis(without_emphasis(cell))))


def test_no_text_of_the_course_changes_its_meaning(bank: tuple[LessonItems, ...]):
    """No item that ships has a star or a backtick that would now disappear."""

    def texts(part: object) -> list[str]:
        if isinstance(part, str):
            return [part]
        fields = getattr(part, "__struct_fields__", ())
        inside = [getattr(part, name) for name in fields] if fields else []
        inside += part.values() if isinstance(part, dict) else part if isinstance(part, tuple) else ()
        return [text for each in inside for text in texts(each)]

    found = [text for lesson in bank for item in lesson.items for text in texts(item)]
    assert len(found) > 5000
    assert [text for text in found if read_emphasis(text) != text or len(runs_of(read_emphasis(text))) > 1] == []
