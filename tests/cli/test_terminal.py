"""What a command shows while it works."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from run_kit import run

from kit.cli import main
from kit.cli.terminal import agrees_to
from kit.cli.words import own_language


def test_progress_is_shown_when_it_takes_long(hand_ins: Path, monkeypatch: pytest.MonkeyPatch):
    """After a second a bar shows how far it is, beside the result; before that there is none."""
    assert run("collect", str(hand_ins)).stderr == ""
    times = iter(range(100))
    monkeypatch.setattr("kit.cli.terminal.monotonic", lambda: next(times))
    result = run("collect", str(hand_ins), "--json")
    assert "Reading hand-ins" in result.stderr
    assert len(json.loads(result.stdout)["received"]) == 2


@pytest.mark.usefixtures("japanese")
def test_a_question_is_asked_until_it_is_answered():
    """Yes and no count in both languages and in full-width letters; an empty line is the default."""

    @click.command
    def ask() -> None:
        with own_language():
            click.echo([agrees_to("Remove this for good?") for _ in range(5)])

    asked = CliRunner().invoke(ask, input="maybe\nはい\nいいえ\nＹ\nNO\n\n").output
    assert asked.endswith("[True, False, True, False, False]\n")
    assert "完全に削除しますか？ （はい＝y、いいえ＝n。Enterだけなら「いいえ」）： maybe\n「はい」ならy" in asked


@pytest.mark.usefixtures("japanese")
def test_a_question_can_be_left(hand_ins: Path, monkeypatch: pytest.MonkeyPatch):
    """Whoever presses Ctrl+C is told that nothing more is done, and the exit code says it."""

    def leave(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr("kit.cli.read_hand_ins.agrees", leave)
    left = CliRunner().invoke(main, ["forget", "anna", str(hand_ins)])
    assert left.exit_code == 1
    assert left.stderr == "\n中断しました。\n"
