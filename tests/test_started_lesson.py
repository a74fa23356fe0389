"""What later cells of a notebook know of the lesson that was started."""

from __future__ import annotations

from contextvars import copy_context

import kit
from kit.started_lesson import STARTED


def test_a_lesson_that_a_cell_starts_is_known_in_the_next_cell():
    """In the browser each cell runs in a context of its own; maps and charts still follow the lesson's language."""
    copy_context().run(kit.start, "03", language="ja")
    assert (STARTED.language, STARTED.lesson, STARTED.folder) == ("ja", "03", None)
    assert kit.map("members").scene.language == "ja"
