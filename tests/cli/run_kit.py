"""Run `kit` as a test does."""

from __future__ import annotations

from click.testing import CliRunner, Result

from kit.cli import main


def run(*words: str) -> Result:
    """Run `kit` with some words, without anybody at the keyboard."""
    return CliRunner().invoke(main, words)
