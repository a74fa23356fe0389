"""The page of attributions, from table ``sources``: ``python -m kit.facts.attributions`` writes it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from kit.facts.tables import load
from kit.files import renew

_FACTS_ONLY = "facts only"
_QUOTED = "quoted briefly"
_INTRO = """\
# Attributions

The program is under the [MIT licence](LICENSE). The lessons, the items and the kit's own tables are under
[CC BY 4.0](LICENSE-CONTENT). What comes from others stays theirs, under their terms. Show the attribution wherever you
show a figure, a map or a date: in a notebook, `kit.cite(...)` gives the line of any row.

`python -m kit.facts.attributions` writes this page from [data/sources.csv](data/sources.csv). Do not change it by hand.
[data/README.md](data/README.md) says what was chosen, simplified or worked out.

## Data under a licence

Name the attribution and the licence. States, years and columns were chosen from the data, and outlines were simplified.

"""
_CITED = """
## Cited for facts only

From these come single facts: dates, figures and who said what, in our own words; from the story also phrases of two to
six words as evidence, and from some of them a short quotation in table `documents`, which names its own terms. Their
texts are protected, and the kit's licence gives no right to them.

"""
_BRIEF = """
## Quoted briefly

From these come short exact quotations in table `documents`, each with its speaker, address and terms, and single facts.
The words stay theirs, and the kit's licence gives no right to them.

"""


def page(folder: Path | None = None) -> str:
    """Return the page as Markdown: sources under a licence, then those quoted briefly, then those for facts only.

    Parameters
    ----------
    folder : pathlib.Path, optional
        A data folder with a table ``sources``; else the kit's own.

    Returns
    -------
    str
        Each source once, with publisher, licence, address, the day it was looked up, and its attribution.

    Source: table ``sources``.

    Examples
    --------
    >>> page().splitlines()[0]
    '# Attributions'
    """
    sources = load("sources", folder).fillna("")
    cited = sources["licence"].str.contains(_FACTS_ONLY) | (sources["licence"] == "")
    quoted = sources["licence"].str.contains(_QUOTED)
    licensed = _table(sources[~cited & ~quoted], ["attribution", "title", "publisher", "licence", "url", "accessed"])
    brief, facts = (_table(sources[rows], ["attribution", "title", "url", "accessed"]) for rows in (quoted, cited))
    return _INTRO + licensed + (_BRIEF + brief if quoted.any() else "") + _CITED + facts


def _table(rows: pd.DataFrame, columns: list[str]) -> str:
    heads = {"url": "address", "accessed": "looked up"}
    lines = [[heads.get(name, name) for name in columns], ["---"] * len(columns)]
    lines += [[str(cell).replace("|", "\\|") for cell in row] for row in rows[columns].itertuples(index=False)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    renew(Path("ATTRIBUTIONS.md"), page().encode(), "attributions")
