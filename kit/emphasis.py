r"""Emphasis in what authors write: ``*stressed*``, ``**strong**`` and `` `code` `` of Markdown, and nothing else of it.

All else stays as it is typed, such as links, HTML and underscores; ``\*`` and ``\``` are a star and a backtick.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from mistune.inline_parser import InlineParser

_TAGS = {"emphasis": "em", "strong": "strong", "codespan": "code"}
_MARKS = ("*", "`")
# Markdown takes no emphasis that ends in a bracket before a letter, as Japanese has it, and takes underscores as stars;
# letters of Tangut, which nobody here writes, take their place while it reads.
_AS_LETTERS = {ord(sign): chr(0x17000 + at) for at, sign in enumerate("_「」『』（）〈〉《》【】、。・！？：；")}
_HERE = chr(0xFFFE)  # no text can hold it
_AS_WERE = {ord(letter): chr(sign) for sign, letter in _AS_LETTERS.items()}


class Run(NamedTuple):
    """A piece of a text, and the tags of HTML around it, from the outer to the inner one."""

    text: str
    tags: tuple[str, ...] = ()


class Emphasised(str):
    """A text without its marks; places that can show emphasis find it in `runs`."""

    __slots__ = ("runs",)
    runs: tuple[Run, ...]


def read_emphasis(text: str) -> str:
    r"""Return a text without the marks of emphasis; it knows where they were.

    Examples
    --------
    >>> read_emphasis("Which is *not* a member?")
    'Which is not a member?'
    >>> read_emphasis(r"A star: \*, and 2 * 3 * 4"), read_emphasis("[a](b) <i>c</i> _d_")
    ('A star: *, and 2 * 3 * 4', '[a](b) <i>c</i> _d_')
    """
    return _read(text) if any(mark in text for mark in _MARKS) else text


def without_emphasis(text: str) -> str:
    r"""Return a text in which no mark means anything, as an author would write it; for cells of tables.

    Examples
    --------
    >>> without_emphasis("2*3*4"), read_emphasis(without_emphasis("2*3*4"))
    ('2\\*3\\*4', '2*3*4')
    """
    return re.sub(r"[\\*`]", r"\\\g<0>", text) if any(mark in text for mark in _MARKS) else text


def runs_of(text: str) -> tuple[Run, ...]:
    """Return the pieces of a text; a plain one is one piece."""
    return text.runs if isinstance(text, Emphasised) else (Run(text),)


def stressed(text: str, runs: Mapping[str, Sequence[Sequence[Any]]]) -> str:
    """Return a plain text with the emphasis that it has in `runs`; see `kit.quiz.item.with_runs`."""
    return _emphasised([Run(words, tuple(tags)) for words, tags in runs[text]]) if text in runs else text


def concat(*texts: str, between: str = "") -> str:
    """Return texts as one, with the emphasis of each."""
    if not any(isinstance(text, Emphasised) for text in texts):
        return between.join(texts)
    return _emphasised(
        [run for place, text in enumerate(texts) for run in (Run(between * (place > 0)), *runs_of(text))]
    )


def filled(sentence: Callable[..., str], **slot: str) -> str:
    """Return a sentence of the kit with a text in its one open slot, which keeps its emphasis.

    Examples
    --------
    >>> runs_of(filled("Hint: {words}.".format, words=read_emphasis("*North*")))
    (Run(text='Hint: ', tags=()), Run(text='North', tags=('em',)), Run(text='.', tags=()))
    """
    ((name, text),) = slot.items()
    before, _, after = sentence(**{name: _HERE}).partition(_HERE)
    return concat(before, text, after)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, with the emphasis of each."""
    lines: list[list[Run]] = [[]]
    for run in runs_of(text):
        first, *others = run.text.split("\n")
        lines[-1].append(Run(first, run.tags))
        lines += [[Run(other, run.tags)] for other in others]
    return [_emphasised(line) if any(run.tags for run in line) else "".join(run.text for run in line) for line in lines]


def emphasis_html(text: str) -> str:
    """Return a text as HTML: its emphasis, line breaks, and nothing else that could mean anything.

    Examples
    --------
    >>> emphasis_html(read_emphasis("*Not* <b>"))
    '<em>Not</em> &lt;b&gt;'
    """
    return "".join(map(_run_html, runs_of(text)))


def _run_html(run: Run) -> str:
    html = escape(run.text).replace("\n", "<br>")
    for tag in (tag for tag in reversed(run.tags) if tag in _TAGS.values()):
        html = f"<{tag}>{html}</{tag}>"
    return html


@lru_cache(maxsize=4096)
def _read(text: str) -> str:
    tokens = _parser()(text.translate(_AS_LETTERS), {})
    runs = [Run(run.text.translate(_AS_WERE), run.tags) for run in _runs(tokens, ())]
    return _emphasised(runs) if any(run.tags for run in runs) else "".join(run.text for run in runs)


def _emphasised(runs: Sequence[Run]) -> Emphasised:
    made = Emphasised("".join(run.text for run in runs))
    made.runs = tuple(runs)
    return made


def _runs(tokens: Sequence[dict[str, Any]], around: tuple[str, ...]) -> Iterator[Run]:
    for token in tokens:
        inside = (*around, _TAGS[token["type"]]) if token["type"] in _TAGS else around
        if "children" in token:
            yield from _runs(token["children"], inside)
        elif token["raw"]:
            yield Run(token["raw"], inside)


@lru_cache
def _parser() -> InlineParser:
    """Return a parser of Markdown that knows these three marks and their escapes alone."""
    from mistune.inline_parser import InlineParser

    parser = InlineParser()
    parser.register("escape", r"\\[*`\\]", _escaped)
    parser.rules = ["escape", "codespan", "emphasis"]
    return parser


def _escaped(parser: InlineParser, match: Any, state: Any) -> int:  # noqa: ANN401 - as mistune has it
    parser.process_text(match[0][1:], state, parse_emphasis=False)
    return int(match.end())
