"""Pictures of a page as files of the project: kept when KIT_PICTURES=write, as `make pictures` sets it."""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page
from still import drawn

ROOT = Path(__file__).parents[2]


def take(page: Page, path: str, size: tuple[int, int], *seen: Locator, colours: int = 96) -> None:
    """Take a picture in which these parts are seen; keep it, under its path in the project, only when asked to."""
    for part in seen:
        part.wait_for()
    drawn(page)
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    shot = shot.resize(size, Image.Resampling.LANCZOS)
    if os.environ.get("KIT_PICTURES") == "write":
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        few = shot.quantize(
            colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )  # the others turn blue into grey
        few.save(ROOT / path, optimize=True)
