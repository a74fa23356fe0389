"""`kit site`: the folder that any web server shows, with the course in it."""

from __future__ import annotations

import json
import re
import shutil
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from hashlib import blake2b, sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from kit.assets import css, esm
from kit.checks.data_package import resources
from kit.checks.file_cache import FileCache
from kit.errors import KitError
from kit.facts.notebook_texts import read_notebook
from kit.files import writing
from kit.notebook_calls import started
from kit.paths import command, data_folder, notebooks_folder
from kit.quiz.bank import LessonItems, is_of_the_course, load_bank, load_lesson, read_head, read_own_file
from kit.quiz.lesson_file import lesson_meant, lesson_name
from kit.quiz.select import open_lesson
from kit.quiz.yaml_nodes import load
from kit.site.downloads import gather, listed
from kit.site.front_page import Entry, front_page, said
from kit.site.menus import locales, write_menus
from kit.site.put_in_place import RECORD, put_in_place, refuse_other_files
from kit.site.python_parts import Packages, item_file, write_python
from kit.site.reading_edition import reading_page
from kit.site.way import way
from kit.text import languages, lesson_number, text_in

ReadingPage = Callable[[dict[str, Any], str, str], str]
_PAGES = Path(__file__).parent / "pages"
_LAB = Path(__file__).parents[1] / "lab"  # pupils see here what they see on a computer: settings, and our own parts
_SETTINGS = "settings/labconfig/default_setting_overrides.json"
_APP_MB = 8  # measured: what a notebook loads of JupyterLite
_DROPPED = re.compile(r"\.map$|^package/(lab|repl|consoles|doc)/|\.ipynb$|^package/package\.json$")
_ON_PHONES = {
    "@jupyter-notebook/application-extension:top": {"visible": "yes"},  # the bar of lessons is in it
    # The name of the only kernel is measured before it is there, and would then lie upon the lesson.
    "@jupyterlab/notebook-extension:panel": {"toolbar": [{"name": "kernelName", "disabled": True}]},
}
_KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
_EXPORTS = (".*", "__pycache__", "*.pdf", "*.html", "guide*")
# A class may be kept in the folder of its lesson: `kit assign`, `kit class`, `kit collect`, `kit report` and a
# notebook of the teacher write these or read them, with names, answers and the keys of exams.
_OF_CLASSES = (
    *("students", "teacher", "*.sqlite*", "hand-in*", "*.jsonl*", "*.zip", "*.parquet"),
    *("names.csv", "marks*.csv", "gradebook*", "*.xls*", "*.ods", "class-report*"),
)
_QUOTED = re.compile(r"""["']([^"'\n]+)["']""")
_NO_SCRIPTS_OF_PAGES = ("python.js", "service_worker.js")  # workers, which are written elsewhere
_FIXED = ("build", "extensions", "static")  # what a browser keeps: pages/service_worker.js
_FIRST_SCRIPT = re.compile(r"<script>\s*\(async function.*?</script>", re.DOTALL)
_WAITING = re.compile(r'<div id="jupyterlite-loading-indicator".*?</div>\s*</div>', re.DOTALL)


class Built(NamedTuple):
    """What was written.

    Parameters
    ----------
    folder : pathlib.Path
        The site.
    lessons : tuple of str
        Numbers of the lessons in it.
    bytes : int
        Size of all files.
    first : int
        Megabytes that a first lesson fetches: Python, and the part of JupyterLite that a notebook needs.
    """

    folder: Path
    lessons: tuple[str, ...]
    bytes: int
    first: int


def course_mark() -> str:
    """Return a digest of kit, data and notebooks, by which a site knows whether it was made of those that are here."""
    mark = blake2b(digest_size=16)
    for folder in (Path(__file__).parents[1], data_folder(), notebooks_folder()):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                mark.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return mark.hexdigest()


def build_site(  # noqa: PLR0913 - one for each option
    out: Path,
    downloads: Path,
    *,
    language: str = "en",
    lessons: Sequence[str] = (),
    items: Path | None = None,
    read: ReadingPage = reading_page,
) -> Built:
    """Write the course as a folder of static files.

    Parameters
    ----------
    out : pathlib.Path
        The folder; an earlier site in it is replaced, and what others put there stays.
    downloads : pathlib.Path
        Where the files of others are kept; see `kit.site.downloads.gather`.
    language : str
        Language in which the front page opens.
    lessons : sequence of str
        Numbers of the lessons; all of the course unless given.
    items : pathlib.Path, optional
        A folder with a lesson or a practice quiz of one's own, which is taken along.
    read : callable
        Makes the page for those who only read, from a notebook, a title and a language.

    Raises
    ------
    KitError
        When the folder is not a site but has files, a lesson or language does not exist, there is an exam among the
        items, or a file of others is missing or wrong.
    """
    refuse_other_files(out)
    text_in(language)  # refuses one that is not there
    chosen = _chosen(lessons)
    own = [] if items is None else own_notebooks(items)
    files = gather(downloads)
    advice = "Choose a folder with 100 MB of free space."
    with writing("The site", out, advice), TemporaryDirectory(prefix="kit-site-") as place:
        site = Path(place) / "site"
        _unpack_app(site, _one(files, "jupyterlite_core"))
        extensions = [*_unpack_extensions(site, files.values()), *_copy_extensions(site)]
        _write_schemas(site)
        write_menus(site)
        packages = write_python(site / "static" / "pyodide", files, listed())
        entries = [*_write_course(site, chosen, read), *([] if items is None else _write_own(site, items, own))]
        _list_contents(site)
        _configure(site, extensions, packages)
        first = _write_pages(site, entries, language, packages.script)
        size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
        about = {"kit": version("heart-to-heart-kit"), "lessons": [entry.number for entry in entries]}
        put_in_place(site, out, {**about, "course": course_mark()})
    return Built(out, tuple(lesson.lesson for lesson in chosen), size, round(first / 1e6) + _APP_MB)


def _chosen(numbers: Sequence[str]) -> list[LessonItems]:
    bank = {lesson.lesson: lesson for lesson in load_bank()}
    unknown = [number for number in numbers if lesson_meant(number) not in bank]
    if unknown:
        raise KitError("There is no such lesson.", where=", ".join(unknown), do=f"Choose from: {', '.join(bank)}.")
    return [bank[lesson_meant(number)] for number in numbers] or list(bank.values())


def _one(files: Mapping[str, Path], project: str) -> Path:
    return next(path for name, path in files.items() if name.startswith(f"{project}-"))


def _unpack_app(site: Path, wheel: Path) -> None:
    """Unpack JupyterLite without what this site has no use for."""
    with zipfile.ZipFile(wheel) as packed:
        name = next(name for name in packed.namelist() if re.search(r"/jupyterlite-app-[\d.]+\.tgz$", name))
        with packed.open(name) as archive, tarfile.open(fileobj=archive) as app:
            kept = [each for each in app.getmembers() if each.isfile() and not _DROPPED.search(each.name)]
            for each in kept:
                each.name = each.name.removeprefix("package/")
            app.extractall(site, members=kept, filter="data")
    (site / "service-worker.js").rename(site / "lite-service-worker.js")


def _unpack_extensions(site: Path, wheels: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Unpack the parts for JupyterLab that wheels carry, and yield what the page has to load of each."""
    for path in wheels:
        if path.suffix != ".whl":
            continue
        with zipfile.ZipFile(path) as wheel:
            for name in wheel.namelist():
                found = re.search(r"\.data/data/share/jupyter/labextensions/(.+)", name)
                if not found or name.endswith(("/", ".map", ".whl")) or "/static/pypi/" in name:
                    continue
                target = site / "extensions" / found[1]
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(wheel.read(name))
                if re.fullmatch(r"(@[^/]+/)?[^/]+/package\.json", found[1]):
                    about = json.loads(wheel.read(name))
                    yield {"name": about["name"], **about["jupyterlab"]["_build"]}


def _copy_extensions(site: Path) -> Iterator[dict[str, Any]]:
    """Copy the kit's own parts for JupyterLab, and yield what the page has to load of each."""
    for path in sorted((_LAB / "pages" / "labextensions").iterdir()):
        shutil.copytree(path, site / "extensions" / path.name)
        about = json.loads((path / "package.json").read_text(encoding="utf-8"))
        yield {"name": about["name"], **about["jupyterlab"]["_build"]}


def _write_schemas(site: Path) -> None:
    """Write what JupyterLite asks for in addition to its own files: settings of the extensions."""
    found = []
    for path in sorted((site / "extensions").rglob("schemas/**/*.json")):
        package = path.parent.relative_to(
            next(parent for parent in path.parents if parent.name == "schemas")
        ).as_posix()
        schema = json.loads(path.read_text(encoding="utf-8"))
        found.append({"id": f"{package}:{path.stem}", "raw": "{}", "schema": schema, "settings": {}, "version": "0"})
    (site / "build" / "schemas" / "all_federated.json").write_text(json.dumps(found) + "\n", encoding="utf-8")


def _write_course(site: Path, lessons: Sequence[LessonItems], read: ReadingPage) -> Iterator[Entry]:
    """Write notebooks and reading pages, once for each language, and yield what the front page says of each lesson."""
    for lesson in lessons:
        path = next(notebooks_folder().glob(f"{lesson.lesson}-*.ipynb"))
        own = {language: load_lesson(lesson.lesson, language=language) for language in languages()}
        titles = {language: (each.title, each.question) for language, each in own.items()}
        for language in languages():
            notebook = _for_browser(path, language)
            page = read(notebook, f"{lesson_number(lesson.lesson, language)} · {titles[language][0]}", language)
            _write(site / "files" / language / path.name, json.dumps(notebook, ensure_ascii=False, indent=1))
            _write(site / "reading" / language / f"{path.stem}.html", page)
        yield Entry(lesson.lesson, titles, len(lesson.items), path.name, path.stem)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{text}\n", encoding="utf-8")


def own_notebooks(folder: Path) -> list[tuple[Path, LessonItems]]:
    """Return the notebooks of a teacher's own folder without guides, each with the items of its lesson.

    Raises
    ------
    KitError
        When there is none, a notebook or a file of items cannot be read, one is an exam, or these are the notebooks of
        the course or a copy of them.
    """
    found = []
    for path in sorted(folder.glob("*.ipynb")):
        if _is_guide(path):
            continue
        names = (started("".join(cell["source"])) for cell in read_notebook(path)["cells"])
        if name := next((each[0] for each in names if each), ""):
            found.append((path, _practice(name, folder)))
    if not found:
        do = f"Make one with `{command('new-lesson')}` or `{command('assign')}`."
        raise KitError("The folder has no notebook of a lesson.", where=str(folder), do=do)
    course = {path.name for path in notebooks_folder().glob("*.ipynb")}
    if sum(path.name in course and is_of_the_course(lesson) for path, lesson in found) > 1:
        do = "Name a lesson by its number, as in 03. Give a notebook that you have changed a name of its own."
        raise KitError("These are the notebooks of the course.", where=str(folder), do=do)
    return found


def _is_guide(path: Path) -> bool:
    """Return whether a notebook is the teacher's guide to the lesson next to it, as `kit new-lesson` names them."""
    return path.stem.endswith("-guide") and path.with_stem(path.stem.removesuffix("-guide")).is_file()


def _practice(name: str, folder: Path) -> LessonItems:
    """Return the items of a lesson; an exam is refused, also one whose results are out, and texts that YAML has cut."""
    lesson = open_lesson(name, folder)
    if lesson.mode == "exam" or name.endswith(".json"):
        what = "This is an exam. In the browser whoever looks finds the keys."
        raise KitError(what, where=str(folder / name), do="Give exams on computers with the kit, or on paper.")
    return read_own_file(lesson.path)


def _write_own(site: Path, folder: Path, notebooks: Sequence[tuple[Path, LessonItems]]) -> Iterator[Entry]:
    """Write a teacher's own folder as far as it is for learners, and yield what the front page says of each lesson."""
    own = site / "files" / "own"
    shutil.copytree(folder, own, ignore=partial(_not_for_learners, _used_files(folder, notebooks)))
    _drop_exams(own)
    for path in own.glob("**/[0-9][0-9]*.yaml"):
        path.write_bytes(item_file(path))
    for path, lesson in notebooks:
        _write(own / path.name, json.dumps(_for_browser(path, "en"), ensure_ascii=False, indent=1))
        heads = {language: read_head(lesson.path, language) for language in languages()}
        titles = {language: (each.title, each.question) for language, each in heads.items()}
        yield Entry(lesson.lesson, titles, len(lesson.items), path.name, "", "own")


def _drop_exams(own: Path) -> None:
    """Delete the items of exams, which have the keys, and their translations, which have the feedback."""
    for path in list(own.rglob("*.y*ml")):
        with suppress(KitError):
            content = load(path).content
            if isinstance(content, dict) and content.get("mode") == "exam":
                path.unlink()
                for catalogue in list(own.rglob(f"lesson-{lesson_name(path)}.po")):
                    catalogue.unlink()


def _used_files(folder: Path, notebooks: Sequence[tuple[Path, LessonItems]]) -> set[Path]:
    """Return the files that lessons use, whatever they are called: tables, pictures, and what a cell of code names."""
    described, _ = resources(folder, FileCache())
    found = [table.path for table in described]
    for path, lesson in notebooks:
        found += [template.table_file(lesson.path) for template in lesson.templates]
        found += [Path(item.picture.file) for item in lesson.items if item.picture]
        code = ("".join(cell["source"]) for cell in read_notebook(path)["cells"] if cell["cell_type"] == "code")
        found += [folder / name for source in code for name in _QUOTED.findall(source)]
    return {path.resolve() for path in found}


def _not_for_learners(used: set[Path], folder: str, names: list[str]) -> set[str]:
    """Return what of a folder stays with the teacher: guides, exports, earlier sites, and what is of a class."""
    own = {name for name in names if _is_guide(Path(folder, name)) or Path(folder, name, RECORD).is_file()}
    others = shutil.ignore_patterns(*_EXPORTS, *_OF_CLASSES)(folder, names)
    # Files alone: a cell may name the folder "hand-ins", or say "teacher" and mean somebody.
    kept = {name for name in others if (path := Path(folder, name)).is_file() and path.resolve() in used}
    return own | (others - kept)


def _for_browser(path: Path, language: str) -> dict[str, Any]:
    """Return a notebook for the kernel of the browser, which starts its lesson in a language."""
    notebook: dict[str, Any] = read_notebook(path, language)
    notebook["metadata"]["kernelspec"] = {"name": "python", "display_name": "Python", "language": "python"}
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and started(source) and language != "en":
            cell["source"] = re.sub(r'(kit\.start\("[^"]*")', rf'\1, language="{language}"', source)
    return notebook


def _list_contents(site: Path) -> None:
    """Write, for each folder of files, what is in it, as JupyterLite reads it."""
    root = site / "files"
    for folder in [root, *(path for path in root.rglob("*") if path.is_dir())]:
        place = folder.relative_to(root)
        listed = [_about(path, root) for path in sorted(folder.iterdir())]
        about = {**_about(folder, root), "path": "" if folder == root else place.as_posix(), "content": listed}
        target = site / "api" / "contents" / place / "all.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(about) + "\n", encoding="utf-8")


def _about(path: Path, root: Path) -> dict[str, Any]:
    kind = "directory" if path.is_dir() else "notebook" if path.suffix == ".ipynb" else "file"
    return {
        "name": path.name if path != root else "",
        "path": path.relative_to(root).as_posix(),
        "type": kind,
        "format": {"directory": "json", "notebook": "json"}.get(kind, "text"),
        "content": None,
        "mimetype": None,
        "size": None if path.is_dir() else path.stat().st_size,
        "writable": True,
        "created": "2023-07-13T00:00:00Z",
        "last_modified": "2023-07-13T00:00:00Z",
    }


def _configure(site: Path, extensions: Sequence[Mapping[str, Any]], packages: Packages) -> None:
    """Write what JupyterLite is to load; no address in it leads out of the site."""
    path = site / "jupyter-lite.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["jupyter-config-data"] |= {
        "appName": "Heart to heart",
        "appUrl": "./notebooks",
        "faviconUrl": "./notebooks/favicon.ico",
        "federated_extensions": list(extensions),
        "litePluginSettings": {
            _KERNEL: {
                "pyodideUrl": f"./static/pyodide/{packages.script}",
                "pipliteUrls": [],
                "disablePyPIFallback": True,
                "loadPyodideOptions": {"packages": list(packages.names)},
            }
        },
        "settingsOverrides": {**json.loads((_LAB / _SETTINGS).read_text(encoding="utf-8")), **_ON_PHONES},
        "showLoadingIndicator": False,
        "exposeAppInBrowser": True,  # pages/start.js asks it whether Python has started
    }
    path.write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    for folder in (site, site / "notebooks"):  # JupyterLite looks for these as well
        (folder / "jupyter-lite.ipynb").write_text('{"metadata": {"jupyter-lite": {}}}\n', encoding="utf-8")
    icons = site / "static" / "favicons"
    icons.mkdir(parents=True)
    for state in ("notebook", "busy-1"):
        shutil.copy(site / "notebooks" / "favicon.ico", icons / f"favicon-{state}.ico")


def _write_pages(site: Path, lessons: Sequence[Entry], language: str, script: str) -> int:
    """Write front page, start of a notebook and service worker; return what Python needs first, in bytes."""
    python = sorted((site / "static" / "pyodide").iterdir())
    first = [(f"static/pyodide/{path.name}", path.stat().st_size) for path in python]
    needed = {"script": f"static/pyodide/{script}", "files": first}
    (site / "first-files.json").write_text(json.dumps(needed) + "\n", encoding="utf-8")
    pages = site / "pages"
    pages.mkdir()
    for path in _PAGES.glob("*.js"):
        if path.name not in _NO_SCRIPTS_OF_PAGES:
            shutil.copy(path, pages / path.name)
    (pages / "site.css").write_text(css("site/pages/site.css"), encoding="utf-8")
    _start_page(site / "notebooks" / "index.html", lessons)
    (site / "index.html").write_text(front_page(lessons, language), encoding="utf-8")
    fixed = (path for folder in _FIXED for path in sorted((site / folder).rglob("*")) if path.is_file())
    digests = {path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest()[:16] for path in fixed}
    (site / "digests.json").write_text(json.dumps(digests, indent=0) + "\n", encoding="utf-8")
    digest = sha256()
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        digest.update(path.relative_to(site).as_posix().encode() + path.read_bytes())
    worker = esm("site/pages/service_worker.js").replace("@version@", digest.hexdigest()[:12])
    both = f'(() => {{{worker}}})();\nimportScripts("lite-service-worker.js");\n'
    (site / "service-worker.js").write_text(both, encoding="utf-8")
    return sum(size for _, size in first)


def _start_page(path: Path, lessons: Sequence[Entry]) -> None:
    """Let the page of JupyterLite begin with a bar and words, in the place of its own first script."""
    page = path.read_text(encoding="utf-8")
    waiting = (
        '<main id="kit-start"><h1></h1><progress max="1" aria-labelledby="kit-start-line"></progress>'
        '<p id="kit-start-line" role="status"></p><a href="../index.html"></a></main>'
        f'<script type="application/json" id="kit-strings">{said("site.start_")}</script>'
        f'<script type="application/json" id="kit-way">{way(lessons)}</script>'
        f'<script type="application/json" id="kit-menus">{json.dumps(locales())}</script>'
    )
    script = (
        '<link rel="icon" href="favicon.ico"><link rel="stylesheet" href="../pages/site.css">'
        '<script type="module" src="../pages/start.js"></script>'
    )
    for pattern, new in ((_FIRST_SCRIPT, script), (_WAITING, waiting)):
        before, *rest = pattern.split(page)
        if len(rest) != 1:
            raise KitError("The page of JupyterLite has another form than expected.", where=path.name)
        page = before + new + rest[0]
    path.write_text(page.replace("<html>", '<html lang="en">'), encoding="utf-8")
