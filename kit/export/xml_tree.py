"""XML, built as a tree, so that no text can break it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from kit.emphasis import emphasis_html, lines_of, runs_of

Element = ET.Element
_INLINE = {"em", "strong", "code", "br", "hottext", "textEntryInteraction"}
_NOTHING = "\uffff"  # no text can hold it
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def node(tag: str, *inside: Element | str, **attributes: str) -> Element:
    """Return an element with what is inside; characters that XML cannot hold are left out."""
    made = Element(tag, {name: writable(value) for name, value in attributes.items()})
    for part in inside:
        if not isinstance(part, str):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + writable(part)
        else:
            made.text = (made.text or "") + writable(part)
    return made


def writable(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def html(*paragraphs: str) -> str:
    """Return texts as paragraphs of HTML, with their emphasis."""
    return "".join(f"<p>{emphasis_html(text)}</p>" for text in paragraphs if text)


def inline(text: str) -> list[Element | str]:
    """Return a text as what goes into an element: its pieces and line breaks, those with emphasis as elements."""
    first, *others = ([_tagged(*run) for run in runs_of(line)] for line in lines_of(text))
    return [*first, *(part for line in others for part in (node("br"), *line))]


def _tagged(text: str, tags: Sequence[str]) -> Element | str:
    return node(tags[0], _tagged(text, tags[1:])) if tags else text


def written(root: Element) -> bytes:
    """Return a tree as a file, indented; but no space comes between the pieces of a text."""
    for element in (element for element in root.iter() if any(part.tag in _INLINE for part in element)):
        element.text = f"{element.text or ''}{_NOTHING}"
        for part in element:
            part.tail = f"{part.tail or ''}{_NOTHING}"
    ET.indent(root)
    content = ET.tostring(root, encoding="unicode").replace(_NOTHING, "")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{content}\n'.encode()
