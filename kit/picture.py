"""What maps and charts have in common: the same words to ask them, and one way into a file."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from kit.extras import INSTALL
from kit.files import path_meant, safe_stem, write_numbered, writing
from kit.japanese_font import japanese_font
from kit.text import Key, LearnerError
from kit.wrong_calls import explained_methods

if TYPE_CHECKING:
    import pandas as pd

_PIXELS = 1600


@explained_methods("picture")
class Picture(ABC):
    """A map or a chart, which shows itself at the end of a cell and can be kept as a file."""

    noun: ClassVar[str]

    @abstractmethod
    def to_svg(self) -> str:
        """Return the picture as SVG text for print, title and description inside."""

    @abstractmethod
    def to_table(self) -> pd.DataFrame:
        """Return what the picture shows as a table, with the source of each row."""

    @abstractmethod
    def to_html(self) -> str:
        """Return the picture as one page, which opens without a network."""

    @abstractmethod
    def __repr__(self) -> str: ...

    def save(self, where: str | Path) -> Path:
        """Write the picture to a file and return where it is.

        What another system could not take in a file name becomes a hyphen. A file that is already there stays:
        the new one gets the next number, such as ``map-2.html``, unless it would be the same.

        Parameters
        ----------
        where : str or pathlib.Path
            ``"map.html"``: one page that opens without a network; ``"map.svg"``: a vector for a worksheet;
            ``"map.png"``: a picture for slides, 1600 pixels wide.

        Returns
        -------
        pathlib.Path
            Where the file is, with the name that it got.

        Raises
        ------
        KitError
            When the name ends otherwise, there is no such folder, or it cannot be written there.

        Examples
        --------
        >>> import tempfile, kit
        >>> kit.map("members").save(f"{tempfile.mkdtemp()}/Who is in ASEAN?.svg").name
        'Who-is-in-ASEAN.svg'
        """
        forms = {".html": lambda: self.to_html().encode(), ".svg": lambda: self.to_svg().encode(), ".png": self._png}
        wanted, what = path_meant(where), Key(f"files.{self.noun}")
        ending = wanted.suffix.lower()
        if ending not in forms:
            forms_named = ", ".join(forms)
            raise LearnerError("picture.form", where="save", what=what, name=wanted.name, forms=forms_named)
        if not wanted.parent.is_dir():
            raise LearnerError("picture.folder", where="save", name=str(wanted.parent))
        with writing(what, wanted):
            stem = safe_stem(wanted.stem, self.noun)
            return write_numbered(wanted.parent, stem, ending, forms[ending]())[0]

    def _png(self) -> bytes:
        return png_of(self.to_svg())


def drawn(picture: Picture) -> str:
    """Return a picture for a page without scripts, in a frame: on a phone it can stay large, and is moved sideways."""
    title = escape(repr(picture).splitlines()[0])
    return f'<div class="kit-drawn" tabindex="0" role="group" aria-label="{title}">{picture.to_svg()}</div>'


def png_of(svg: str) -> bytes:
    """Return an SVG as PNG, 1600 pixels wide; Matplotlib's own fonts come first, so that it is the same everywhere.

    Raises
    ------
    KitError
        When the part for teachers is not installed.
    """
    try:
        import matplotlib as mpl
        import resvg_py
    except ModuleNotFoundError as error:
        raise LearnerError("picture.png", where="save", library=error.name, install=INSTALL) from None

    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    files = [str(folder / f"DejaVuSans{style}.ttf") for style in ("", "-Bold", "-Oblique")]
    files += [str(font)] if (font := japanese_font()) else []
    drawn = resvg_py.svg_to_bytes(svg_string=svg, width=_PIXELS, font_files=files, sans_serif_family="DejaVu Sans")
    return bytes(drawn)


def folded_list(summary: str, title: str, lines: Iterable[str], below: str, css_class: str = "") -> str:
    """Return everything that a picture says as a list that opens by a click, for whoever cannot see it."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    kind = f' class="{css_class}"' if css_class else ""
    return (
        f'<details{kind}><summary style="padding:12px 0">{escape(summary)}</summary>'
        f"<p>{escape(title)}</p>"
        f"<ul>{items}</ul><p>{escape(below)}</p></details>"
    )
