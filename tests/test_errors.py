"""One kind of error for everyone: what, where, and what to do."""

from __future__ import annotations

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from kit.errors import KitError


def test_an_error_says_what_where_and_what_to_do():
    """The three parts come on lines of their own; a part that is empty leaves none."""
    whole = KitError("It is wrong.", where="a.csv, row 2", do="Fix it.")
    assert str(whole) == "It is wrong.\n  Where: a.csv, row 2\n  What to do: Fix it."
    assert (whole.what, whole.where, whole.do) == ("It is wrong.", "a.csv, row 2", "Fix it.")
    assert str(KitError("It is wrong.")) == "It is wrong."


def test_a_notebook_shows_the_message_and_no_traceback():
    """A learner reads the lines of the error, not the code that raised it."""
    shell = InteractiveShell.instance()
    shell.user_ns["KitError"] = KitError
    with capture_output() as said:
        shell.run_cell("raise KitError('It is wrong.', do='Fix it.')")
    assert "It is wrong." in said.stdout
    assert "What to do: Fix it." in said.stdout
    assert "Traceback" not in said.stdout
