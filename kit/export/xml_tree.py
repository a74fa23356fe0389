"""XML, built as a tree, so that no text can break it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html import escape

Element = ET.Element
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def node(tag: str, *inside: Element | str, **attributes: str) -> Element:
    """Return an element with what is inside; characters that XML cannot hold are left out."""
    made = Element(tag, {name: _UNWRITABLE.sub("", value) for name, value in attributes.items()})
    for part in inside:
        if not isinstance(part, str):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + _UNWRITABLE.sub("", part)
        else:
            made.text = (made.text or "") + _UNWRITABLE.sub("", part)
    return made


def html(*paragraphs: str) -> str:
    """Return plain texts as paragraphs of HTML."""
    return "".join(f"<p>{escape(text).replace(chr(10), '<br>')}</p>" for text in paragraphs if text)


def written(root: Element) -> bytes:
    """Return a tree as a file, indented."""
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()
