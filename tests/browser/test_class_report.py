"""The class report as a teacher opens it in JupyterLab."""

from __future__ import annotations

from student import Desk

from kit.quiz.bank import load_lesson


def test_the_notebook_shows_every_part(desk: Desk):
    """Run All shows the invented class part by part, without a warning, and writes the page beside the notebook."""
    desk.run("teacher/class-report.ipynb")
    overview = desk.bring(".jp-Notebook .kit-report .caution")
    assert "This class is invented" in overview.inner_text()
    table = desk.bring(".jp-Notebook .kit-report .items")
    assert table.locator("tbody tr").count() == len([item for item in load_lesson("02").items if item.use != "predict"])
    assert desk.bring(".jp-Notebook .kit-report .heat").locator("tbody tr").count() > 10
    assert desk.page.locator(".jp-OutputArea [data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert (desk.lab.notebooks / "teacher" / "class-report.html").stat().st_size > 100_000
