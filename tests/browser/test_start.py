"""What happens first: a student opens a notebook and runs it at once."""

from __future__ import annotations

import nbformat
from student import TOKEN, Desk, all_done

LATE = """
const fetched = window.fetch;
window.fetch = async (...given) => {
  if ((given[0].url || given[0]).includes("/api/sessions")) await new Promise(done => setTimeout(done, 3000));
  return fetched(...given);
};
"""


def test_run_all_before_the_kernel_is_ready_runs(desk: Desk):
    """Where the server is slow to say which kernels run, Run All waits: every cell runs, and no dialog asks.

    It is the desk of teachers, which is JupyterLab as it is: without the bar of pupils.
    """
    book = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("print(6 * 7)"), nbformat.v4.new_code_cell("print('last')")],
        metadata={"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
    )
    nbformat.write(book, desk.lab.notebooks / "own.ipynb")
    desk.page.add_init_script(LATE)
    desk.page.goto(f"{desk.lab.url}lab/tree/own.ipynb?reset&token={TOKEN}")
    desk.page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for()
    desk.menu("Run", "Run All Cells")
    all_done(desk.page)
    assert desk.page.locator(".jp-OutputArea-output").all_inner_texts() == ["42\n", "last\n"]
    assert desk.page.locator(".jp-Dialog").count() == 0
    assert desk.page.locator("#kit-bar").count() == 0
