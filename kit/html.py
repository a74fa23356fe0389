"""HTML in which every text is escaped: pages from templates, and elements as plain data for Python and scripts."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kit.emphasis import emphasis_html
from kit.text import language_of, lesson_number

if TYPE_CHECKING:
    from jinja2 import Environment

Node: TypeAlias = str | tuple[str, dict[str, str], tuple["Node", ...]]
NO_FORMULAS = "tex2jax_ignore mathjax_ignore"  # classes of an element in which MathJax, old and new, finds none
_TEXT = re.compile(r"<(p|li|strong|em|summary)>([^<]+)")


def templates(*folders: Path) -> Environment:
    """Return the templates of some folders; a text that is put in is escaped, and one that is missing is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["words"] = lambda text: Markup(emphasis_html(text))  # noqa: S704 - all of it is escaped
    made.globals |= {"lesson_number": lesson_number, "language_of": language_of}
    return made


def element(tag: str, kind: str = "", *inside: Node, **attributes: str) -> Node:
    """Return an element as plain data, which `html_of` writes and ``scripts/build.js`` builds in the browser.

    Parameters
    ----------
    tag : str
        Its name.
    kind : str
        Its class; none when empty.
    *inside : str or element
        What is in it; an empty text is left out.
    **attributes : str
        Its attributes; a line below instead of a hyphen.
    """
    named = {"class": kind} if kind else {}
    named |= {name.replace("_", "-"): value for name, value in attributes.items()}
    return tag, named, tuple(node for node in inside if node)


def html_of(*nodes: Node) -> str:
    """Return elements and texts as HTML.

    Examples
    --------
    >>> html_of(element("p", "kit-note", "a < b"))
    '<p class="kit-note">a &lt; b</p>'
    """
    parts = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(escape(node))
        else:
            tag, attributes, inside = node
            named = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
            parts.append(f"<{tag}{named}>{html_of(*inside)}</{tag}>")
    return "".join(parts)


def mark_languages(html: str, around: str = "") -> str:
    """Return HTML in which each text says its language, where its letters tell one that is not the language around it.

    Examples
    --------
    >>> mark_languages("<p>Who joined first?</p><p>最初の加盟国</p>", "ja")
    '<p lang="en">Who joined first?</p><p>最初の加盟国</p>'
    """

    def marked(match: re.Match[str]) -> str:
        language = language_of(match[2], around)
        return match[0] if language == around else f'<{match[1]} lang="{language}">{match[2]}'

    return _TEXT.sub(marked, html)
