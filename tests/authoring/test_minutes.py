"""Minutes of a lesson follow from its words, its pictures and its items."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kit.authoring import minutes
from kit.authoring.minutes import (
    CLOCK_HEAD,
    CUT_HEAD,
    Step,
    plan,
    steps,
    whole_minutes,
    with_clock,
    with_plan,
    write_minutes,
)
from kit.errors import KitError


def text(source: str, *tags: str) -> dict[str, Any]:
    """Return a cell of text."""
    return {"cell_type": "markdown", "source": source, "metadata": {"tags": list(tags)}}


def code(source: str, *tags: str) -> dict[str, Any]:
    """Return a cell of code."""
    return {"cell_type": "code", "source": source, "metadata": {"tags": list(tags)}}


def test_words_are_read_at_a_steady_pace():
    """A hundred and ten words take a minute, and the address of a link is not read."""
    (opening, step) = steps([text("# A"), text("## Why?\n\n" + "[word](#far-away) " * 220)])
    assert opening.teaching == pytest.approx(2, abs=0.1)
    assert step.teaching == pytest.approx(2, abs=0.1)


def test_pictures_and_items_take_their_time():
    """A map takes two minutes to look at, and a check is an exercise."""
    start = code('import kit\nlesson = kit.start("02")')
    cells = [text("# A"), start, text("## B"), code('kit.map("members")'), code('lesson.check("q-members-01")')]
    step = steps(cells)[1]
    assert step.teaching == pytest.approx(2, abs=0.1)
    assert 0.5 < step.exercises < 2
    assert step.checks == ("q-members-01",)


def test_what_is_tagged_is_not_in_the_core():
    """Practice counts apart; a tag gives the minutes that a class works on paper."""
    start = code('import kit\nlesson = kit.start("02")')
    cells = [text("# A"), start, text("## B", "minutes-8"), text("## C", "practice"), code("lesson.quiz()", "practice")]
    _, paper, practice = steps(cells)
    assert paper.teaching == pytest.approx(8, abs=0.1)
    assert (practice.teaching, practice.exercises) == (0, 0)
    assert practice.more > 3


def test_a_class_talks_and_looks_nothing_up_at_the_end():
    """A discussion takes longer than its words, and lists of words and sources are not read in the lesson."""
    talk = steps([text("# A"), text("## Discuss: why?"), text("## New words\n\n" + "word " * 500)])
    assert [step.title for step in talk] == ["A", "Discuss: why?"]
    assert talk[1].teaching > 4


def test_whole_minutes_have_the_same_sums():
    """Three steps of 1.4 minutes are 4 minutes together, and none is more than one off."""
    whole = whole_minutes([Step(name, teaching=1.4) for name in "abc"])
    assert [step.teaching for step in whole] == [1, 2, 1]


def test_a_plan_keeps_what_the_teacher_does():
    """New minutes come into the table of a guide, and the words of its author stay; a new step waits for them."""
    before = plan([Step("Why?", ("q-a-01",), 3.0)], {"Why?": "Ask."})
    after = with_plan(f"## Plan\n\n{before}\n\nCut.", [Step("Why?", ("q-a-01",), 5.0), Step("Who?")])
    assert "| Why? (`q-a-01`) | 5 | 0 | 0 | Ask. |" in after
    assert "| Who? | 0 | 0 | 0 | … |" in after
    assert after.endswith("\n\nCut.")


def test_a_monday_page_has_the_clock_of_its_lesson():
    """The clock goes on from step to step, practice has none, and the author's words and other tables stay."""
    before = f"""## Monday page

{CLOCK_HEAD}
| --- | --- | --- | --- |
| 0–9 | Why? | "Ask." | it is asked |

{CUT_HEAD}
| --- | --- |
| Who? | 9 |
| Gone | 9 |

| left | right |
| --- | --- |
| a | b |

End."""
    after = with_clock(before, [Step("Why?", (), 3.0, 1.0), Step("More", more=5.0), Step("Who?", (), 2.0)])
    assert '| 0–4 | Why? | "Ask." | it is asked |\n| 4–6 | Who? | … | … |\n\n' in after
    assert "| Who? | 2 |\n| Gone | … |\n\n| left | right |" in after
    assert after.endswith("| a | b |\n\nEnd.")
    assert "More" not in after


def test_minutes_are_written_and_what_is_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Items and guide get the minutes of their lesson; a guide without its cells, or none, is named."""
    for name in ("items", "teacher"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(minutes, "notebooks_folder", lambda: tmp_path)
    monkeypatch.setattr(minutes, "data_folder", lambda: tmp_path)
    cell = {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# Why?\n\n" + "word " * 110}
    (tmp_path / "90-why.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    items, guide = tmp_path / "items" / "90-why.yaml", tmp_path / "teacher" / "90-guide.ipynb"
    items.write_text("minutes: {teaching: 0, exercises: 0}\n", encoding="utf-8")
    with pytest.raises(KitError, match="no such file") as error:
        write_minutes()
    assert error.value.where == str(guide)
    guide.write_text(json.dumps({"cells": [cell | {"id": "plan"}]}), encoding="utf-8")
    with pytest.raises(KitError, match="no cell with the id 'monday'"):
        write_minutes()
    guide.write_text(json.dumps({"cells": [cell | {"id": "plan"}, cell | {"id": "monday"}]}), encoding="utf-8")
    assert write_minutes() == [items, guide]
    assert items.read_text(encoding="utf-8") == "minutes: {teaching: 3, exercises: 0}\n"
    assert "| Why? | 3 | 0 | 0 | … |" in "".join(json.loads(guide.read_text(encoding="utf-8"))["cells"][0]["source"])


@pytest.mark.parametrize(("source", "said"), [('lesson = kit.start("77")', "'77'"), ("1 / 0", "division by zero")])
def test_a_lesson_that_breaks_a_rule_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], source: str, said: str
):
    """Whoever writes a lesson reads which notebook it is and what is wrong, not a traceback; a cell may be empty."""
    monkeypatch.setattr(minutes, "notebooks_folder", lambda: tmp_path)
    cells = [text("# Why?"), code("# nothing yet"), code("import kit"), code(source)]
    (tmp_path / "90-why.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        minutes.main()
    assert said in str(ended.value.code)
    assert "90-why.ipynb" in str(ended.value.code)
    assert capsys.readouterr().out == ""
