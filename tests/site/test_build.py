"""`kit site` writes a folder that needs no other host, and refuses what must not be in it."""

from __future__ import annotations

import json
import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from kit.authoring.assign import write_assignment
from kit.authoring.new_lesson import new_lesson
from kit.cli import main
from kit.errors import KitError
from kit.quiz.bank import load_lesson
from kit.site import build
from kit.site.build import build_site, own_notebooks
from kit.site.put_in_place import RECORD
from kit.text import languages


def test_every_lesson_is_there_in_each_language(site_folder: Path):
    """Each lesson is a notebook for the browser's kernel in every language, and none is a teacher's guide."""
    record = json.loads((site_folder / RECORD).read_text(encoding="utf-8"))
    assert record["lessons"][:9] == [f"{number:02}" for number in range(9)]
    for language in languages():
        found = sorted((site_folder / "files" / language).iterdir())
        assert len(found) == 9
        for path in found:
            notebook = json.loads(path.read_text(encoding="utf-8"))
            code = "".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code")
            assert notebook["metadata"]["kernelspec"]["name"] == "python"
            assert (f'language="{language}"' in code) == (language != "en")


def test_no_page_or_setting_names_another_host(site_folder: Path):
    """Pages and settings that we write lead nowhere but into the site."""
    names = ["index.html", "jupyter-lite.json", "first-files.json", "service-worker.js", "notebooks/index.html"]
    written = [*(site_folder / name for name in names), *site_folder.glob("pages/*")]
    for path in written:
        text = path.read_text(encoding="utf-8")
        assert set(re.findall(r'(?<!xmlns=")https?://([\w.:]+)', text)) <= {"localhost:8000"}, path


def test_a_damaged_file_can_be_told(site_folder: Path):
    """What a browser keeps has its digest in the site, and Python starts with files that are there."""
    digests = json.loads((site_folder / "digests.json").read_text(encoding="utf-8"))
    first = json.loads((site_folder / "first-files.json").read_text(encoding="utf-8"))
    for place in [first["script"], *(place for place, _ in first["files"])]:
        assert digests[place] == sha256((site_folder / place).read_bytes()).hexdigest()[:16]
    assert {place.split("/")[0] for place in digests} == {"build", "extensions", "static"}


def test_a_notebook_opens_as_on_a_computer(site_folder: Path):
    """A notebook has the settings that `kit lab` gives, and no lesson loads plotly: charts are pictures."""
    settings = json.loads((site_folder / "jupyter-lite.json").read_text(encoding="utf-8"))["jupyter-config-data"]
    assert settings["settingsOverrides"]["@jupyterlab/notebook-extension:tracker"]["windowingMode"] == "none"
    assert not [path for path in site_folder.rglob("*") if "plotly" in path.name]


def test_an_exam_is_refused(tmp_path: Path):
    """An exam is never taken along, whether its results are out or not; nothing is written."""
    folder = tmp_path / "class-b"
    write_assignment(load_lesson("02"), folder, exam=True, language="en")
    (exam,) = folder.rglob("*exam*.ipynb")
    with pytest.raises(KitError, match="This is an exam"):
        build_site(tmp_path / "out", tmp_path, items=exam.parent)
    assert not (tmp_path / "out").exists()


def test_a_text_that_yaml_has_cut_is_named(tmp_path: Path):
    """Learners of a class or a site do not get half a text, as those of an assigned quiz do not."""
    folder = new_lesson("city-guides", tmp_path)[0].parent
    (path,) = (folder / "items").glob("*.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("the first paragraph?", "line #1?"), encoding="utf-8")
    with pytest.raises(KitError, match="Everything after # is a comment"):
        own_notebooks(folder)


def test_of_a_teachers_folder_learners_get_the_lesson_alone(tmp_path: Path):
    """The guide stays with the teacher, and so do a class taught from here, an exam's keys, names, an earlier site."""
    folder = new_lesson("city-guides", tmp_path)[0].parent
    (folder / "class-city" / "hand-ins").mkdir(parents=True)
    private = ["class-city/class.sqlite", "class-city/class.sqlite-wal", "class-city/hand-ins/hand-in-90-siti.jsonl"]
    private += ["class-city/teacher/90exam-city-guides.yaml", "class-city/students/90exam-city-guides.json"]
    private += ["names.csv", "class-city/marks.csv", "gradebook.xlsx", "all answers.zip", "hand-in-90-thanh.jsonl"]
    private += ["class-city/class-report.ipynb"]  # with results below its cells
    for name in private:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("Siti", encoding="utf-8")
    (folder / "site").mkdir()
    (folder / "site" / RECORD).write_text("{}", encoding="utf-8")
    (folder / "prices.csv").write_text("year,yen", encoding="utf-8")
    notebooks = own_notebooks(folder)
    assert [path.name for path, _ in notebooks] == ["90-city-guides.ipynb"]
    catalogue = 'msgid ""\nmsgstr "Language: ja\\n"\n\nmsgctxt "lesson/title"\nmsgid "City guides"\nmsgstr "街の案内"\n'
    (folder / "text" / "ja").mkdir(parents=True)
    (folder / "text" / "ja" / "lesson-90.po").write_text(catalogue, encoding="utf-8")
    exam = (folder / "items" / "90-city-guides.yaml").read_text(encoding="utf-8").replace('"90"', '"91"\nmode: exam')
    (folder / "items" / "91-test.yaml").write_text(exam, encoding="utf-8")
    (folder / "text" / "ja" / "lesson-91.po").write_text(catalogue, encoding="utf-8")
    (entry,) = build._write_own(tmp_path / "site", folder, notebooks)  # noqa: SLF001 - a whole site needs downloads
    assert {entry.said["en"][0], entry.said["ja"][0]} == {"City guides", "街の案内"}
    own = tmp_path / "site" / "files" / "own"
    assert entry.file == "90-city-guides.ipynb"
    assert not [path for path in own.rglob("*") if path.is_file() and path.read_bytes() == b"Siti"]
    assert {path.name for path in own.glob("*.ipynb")} == {entry.file}
    assert {"prices.csv", "facts.csv"} <= {path.name for path in own.iterdir()}
    assert not (own / "site").exists()
    assert not [*own.rglob("91-*"), *own.rglob("lesson-91.po")]
    assert [path.name for path in own.rglob("*.po")] == ["lesson-90.po"]


def test_a_lesson_takes_along_what_it_uses_whatever_it_is_called(tmp_path: Path):
    """A file that a table or a cell names may be called as files of a class are; what is a class's folder stays."""
    folder = new_lesson("city-guides", tmp_path)[0].parent
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    described["resources"].append({**described["resources"][0], "name": "names", "path": "names.csv"})
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    notebook = folder / "90-city-guides.ipynb"
    code = r"pd.read_csv(\"prices.zip\"); who = \"teacher\""
    text = notebook.read_text(encoding="utf-8").replace("lesson.hand_in()", f"lesson.hand_in(); {code}")
    notebook.write_text(text, encoding="utf-8")
    for name in ("names.csv", "prices.zip", "answers.zip"):
        (folder / name).write_text("city,yen", encoding="utf-8")
    (folder / "teacher").mkdir()
    (folder / "teacher" / "90exam-city-guides.yaml").write_text("lesson: 90exam", encoding="utf-8")
    list(build._write_own(tmp_path / "site", folder, own_notebooks(folder)))  # noqa: SLF001 - as above
    found = {path.name for path in (tmp_path / "site" / "files" / "own").iterdir()}
    assert found & {"names.csv", "prices.zip", "answers.zip", "teacher"} == {"names.csv", "prices.zip"}


def test_a_folder_with_other_files_is_refused(tmp_path: Path):
    """A folder that is not a site is left alone."""
    (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KitError, match="not a site of the kit"):
        build_site(tmp_path, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"lessons": ["42"]}, "There is no such lesson"),
        ({"language": "xx"}, "xx"),
        ({"items": Path(__file__).parent}, "no notebook of a lesson"),
    ],
)
def test_what_does_not_exist_is_refused_before_anything_is_fetched(tmp_path: Path, options: dict, said: str):
    """A lesson, a language or a folder that cannot be is named at once."""
    with pytest.raises(KitError, match=said):
        build_site(tmp_path / "out", tmp_path / "none", **options)
    assert not (tmp_path / "none").exists()


def test_the_command_writes_a_smaller_site_in_another_language(site_folder: Path, downloads: Path, tmp_path: Path):
    """The command takes language and lessons, says what it wrote, and replaces an earlier site."""
    out = shutil.copytree(site_folder, tmp_path / "site")
    options = ["--out", str(out), "--downloads", str(downloads), "--language", "ja", "--lessons", "00"]
    done = CliRunner().invoke(main, ["site", *options], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert f"書き出しました：{out}" in done.output
    assert sorted(path.name[:2] for path in (out / "files" / "ja").iterdir()) == ["00"]
    assert '<html lang="ja">' in (out / "index.html").read_text(encoding="utf-8")


def test_the_command_wants_one_of_two_things():
    """Neither or both of --out and --check are a mistake of use."""
    for options in ([], ["--out", "a", "--check", "b"]):
        assert CliRunner().invoke(main, ["site", *options]).exit_code == 2
