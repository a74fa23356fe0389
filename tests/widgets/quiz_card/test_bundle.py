"""Script and style of a card."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.answers.outbox import ADDRESS
from kit.answers.session import QuizSession
from kit.answers.store import AnswerStore
from kit.quiz.bank import read_file
from kit.quiz.kinds.registry import KINDS
from kit.quiz.rules import Rules
from kit.widgets.quiz_card.bundle import card_script, card_style

ITEMS = {item.kind: item for item in read_file(Path(__file__).parents[2] / "export" / "20-every-kind.yaml").items}


def session(kind: str, folder: Path, rules: Rules) -> QuizSession:
    """Return a quiz of one item."""
    return QuizSession([ITEMS[kind]], lesson="20", store=AnswerStore(folder, "me"), seed="me/20", rules=rules)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_only_the_kind_that_is_asked_is_sent(kind: str, tmp_path: Path):
    """The script of a card names the kind that is asked and no other; it is one module without an import."""
    script = card_script(session(kind, tmp_path, Rules()))
    assert re.findall(r"[{,]'?([\w-]+)", script.rpartition("card(")[2]) == [kind]
    assert "import " not in script
    assert script.count("export default") == 1


def test_rules_come_only_where_there_are_rules(tmp_path: Path):
    """The script and the style of a time limit are sent where there is one."""
    without, with_rules = (session("numeric", tmp_path, rules) for rules in (Rules(), Rules(minutes=5)))
    assert len(card_script(without)) < len(card_script(with_rules))
    assert len(card_style(without)) < len(card_style(with_rules))


def test_the_way_to_the_teacher_comes_only_where_a_service_takes_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The line "with your teacher" has a script and a style, which other cards are not sent."""
    monkeypatch.delenv(ADDRESS, raising=False)
    without = session("numeric", tmp_path, Rules())
    assert "kit-sent" not in card_script(without) + card_style(without)
    monkeypatch.setenv(ADDRESS, "http://127.0.0.1:1/")
    with_service = session("numeric", tmp_path, Rules())
    assert re.search(r"export default \w+\(\w+\(", card_script(with_service))
    assert "'sent'" in card_script(with_service)
    assert ".kit-sent" in card_style(with_service)
