"""The class report: what the class knows, who needs help with what, and what to teach again."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from kit.answers.attempt import kit_version
from kit.class_report.analysis import heat, measure
from kit.class_report.collect import Collection, Watch, collect
from kit.class_report.demo_class import invented_class
from kit.class_report.gradebook import write_gradebook
from kit.class_report.marking import Marking, count_marks
from kit.class_report.page import MOST_SHOWN, Section, context_of, page, part
from kit.class_report.results import Measures
from kit.class_report.reteach import teach_again
from kit.class_report.scored_rows import has_scored_rows, read_scored_rows
from kit.class_report.scoring import scored
from kit.errors import KitError
from kit.files import path_meant, renew, writing
from kit.quiz.bank import LessonItems, item_files, load_bank, read_file
from kit.quiz.before_after import AFTER
from kit.text import Text, date_in, text_in
from kit.wrong_calls import explained_methods

if TYPE_CHECKING:
    import pandas as pd

    from kit.quiz.item import Item

_ENDINGS = ("", ".html", ".htm")
_OF_LEARNERS = {"help_needed", "heat_map", "learners", "aside"}  # parts of the page
_OF_NOBODY = "of_nobody"  # what a district has in their place
_OF_ONE_CLASS = "Make the report of one class, from its hand-ins."


def class_report(  # noqa: PLR0913 - one for each choice
    folder: str | Path | None = None,
    *,
    items: str | Path | None = None,
    language: str = "en",
    hide_names: bool = False,
    marks: str | Path | None = None,
    watch: Watch = iter,
) -> ClassReport:
    """Report what a class knows, from the hand-ins in a folder.

    Parameters
    ----------
    folder : str or Path, optional
        The folder with the hand-ins, or with scored rows of many classes (``.parquet``); without one an invented
        class is shown, to try the report out.
    items : str or Path, optional
        Items of your own, or of an exam: a file, or a folder of files; also the folder of a lesson, whose items are
        in its folder ``items``.
    language : str
        Language of the report, ISO 639-1, such as ``"ja"``.
    hide_names : bool
        Call the learners Learner 1, 2, ... everywhere, as for a projector or for colleagues.
    marks : str or Path, optional
        Your marks for open answers: a file ``.csv`` that is made for you, opens with a spreadsheet, and gets a row
        for each line of a rubric. An answer marked there counts so in the place of the learner's own marks.
    watch : callable
        Takes the list of files and gives them one by one, so that it may show how far it is.

    Returns
    -------
    ClassReport
        The report, part by part or as a page.

    Raises
    ------
    KitError
        When there is no such folder or language, items or marks have something to fix, or rows of a district
        are to be marked.

    Examples
    --------
    >>> class_report("hand-ins").save("report.html")  # doctest: +SKIP
    """
    text, bank = text_in(language), bank_of(items, language)
    if folder is None and marks is not None:
        do = "Name the folder with the hand-ins of your class, too."
        raise KitError("An invented class has no answers to mark.", where=str(marks), do=do)
    if folder is not None and has_scored_rows(path_meant(folder)):
        if marks is not None:
            raise KitError("Rows of a district have no answers to mark.", where=str(marks), do=_OF_ONE_CLASS)
        return DistrictReport(path_meant(folder), bank, language)
    collection = collect(path_meant(folder), watch) if folder is not None else invented_class(bank)
    if not (collection.received or collection.set_aside):
        do = "Look at the name of the folder, or put the files of your class into it."
        raise KitError("There is no hand-in in this folder.", where=str(folder), do=do)
    table = None if marks is None else path_meant(marks)
    alias = _aliases(collection, text) if hide_names else None
    if alias is not None:
        collection = _without_names(collection, alias)
    bank = _met(bank, collection)
    return ClassReport(collection, bank, language, is_invented=folder is None, alias=alias, marks=table)


@explained_methods("report")
class ClassReport:
    """A report on a class: ask for one part of it, save it as a page, or take the gradebook.

    Parameters
    ----------
    collection : Collection
        The hand-ins.
    bank : tuple of LessonItems
        The items by which they are scored.
    language : str
        Language of the report, ISO 639-1.
    is_invented : bool
        Say that these learners are not real.
    alias : mapping of str to str, optional
        Where the collection has other names for the learners: the one of each, by the real name.
    marks : Path, optional
        The teacher's marks for open answers.
    """

    _is_district = False  # whether nothing may be said of single learners

    def __init__(  # noqa: PLR0913 - one for each property
        self,
        collection: Collection,
        bank: tuple[LessonItems, ...],
        language: str = "en",
        *,
        is_invented: bool = False,
        alias: Mapping[str, str] | None = None,
        marks: Path | None = None,
    ) -> None:
        self.collection = collection
        self.language = language
        self._answers = scored(collection, bank)
        self._marks = marks
        self.marking: Marking | None = None
        if marks is not None:
            real_names = None if alias is None else {other: name for name, other in alias.items()}
            self.marking = count_marks(self._answers, marks, language, real_names)
        self.measures: Measures = measure(self._answers, language)
        self._is_invented, self._is_hidden = is_invented, alias is not None

    def teach_again(self) -> Section:
        """Return what to teach again on Monday, with the mistakes behind it."""
        return self._section("teach_again", self._again_rows)

    def help_needed(self) -> Section:
        """Return who needs help with which objective."""
        return self._section(
            "help_needed",
            lambda: [
                {"lesson": each.lesson, "objective": each.sentence, "learner": name}
                for each in self.measures.objectives
                for name in each.help
            ],
        )

    def gain(self) -> Section:
        """Return how much more the class knows after the course than before."""
        return self._section("gain", lambda: [_plain(each) for each in self.measures.gains])

    def objectives(self, lesson: str) -> Section:
        """Return how well each objective of a lesson was reached."""
        return self._section("objectives", lambda: _of(self.measures.objectives, lesson), lesson)

    def items(self, lesson: str) -> Section:
        """Return facility, discrimination, commonest mistakes and time of each item of a lesson."""
        return self._section("items", lambda: _of(self.measures.items, lesson), lesson)

    def heat_map(self, lesson: str) -> Section:
        """Return learners by items of a lesson: right, partly right, wrong, or not answered."""
        return self._section(
            "heat_map",
            lambda: [{"learner": name, **row} for name, row in self._heat(lesson).items()],
            lesson,
        )

    def learners(self) -> Section:
        """Return what each learner earned in each lesson."""
        return self._section(
            "learners",
            lambda: [
                {"learner": each.name, "lesson": result.lesson, **msgspec.structs.asdict(result)}
                for each in self.measures.learners
                for result in each.results
            ],
        )

    def set_aside(self) -> Section:
        """Return the files that did not count, and why."""
        return self._section("aside", lambda: [each._asdict() for each in self.collection.set_aside])

    def to_html(self) -> str:
        """Return the whole report as one page."""
        return page(self._context)

    def to_json(self) -> bytes:
        """Return every figure of the report for a program."""
        return msgspec.json.encode(
            {
                "kit": kit_version(),
                "measures": self.measures,
                "teach_again": self._again_rows(),
                "set_aside": [each._asdict() for each in self.collection.set_aside],
                "doubts": self.collection.doubts,
            },
            enc_hook=str,  # of an emphasised text
        )

    def save(self, path: str | Path, *, force: bool = False) -> Path:
        """Write the page into a file; `force` replaces a file that is not an earlier report.

        Raises
        ------
        KitError
            When it cannot be written, has the ending of another kind of file, another file has the name, or the
            marks are in that file.
        """
        path = path_meant(path)
        self._keep_marks(path)
        if path.suffix.lower() not in _ENDINGS:
            do = "Call it .html. A browser prints it as PDF."
            raise KitError(f"A report cannot be {path.suffix!r}.", where=str(path), do=do)
        with writing("The report", path):
            return renew(path, self.to_html().encode(), "class-report", force=force)

    def gradebook(self, path: str | Path, *, force: bool = False) -> Path:
        """Write what each learner earned into a ``.csv`` or ``.xlsx`` file; `force` replaces a file of that name.

        Raises
        ------
        KitError
            When it cannot be written, there is a file of that name, or the marks are in it.
        """
        path = path_meant(path)
        self._keep_marks(path)
        return write_gradebook(self.measures, path, text_in(self.language), force=force)

    def _keep_marks(self, path: Path) -> None:
        """Refuse to write into the file of the marks."""
        if self._marks is not None and os.path.realpath(path) == os.path.realpath(self._marks):
            raise KitError("This file holds your marks.", where=str(path), do="Choose another name for the report.")

    @property
    def left_out(self) -> tuple[str, ...]:
        """Say whose answers are not scored, or may be scored otherwise than they were meant, why, and what to do."""
        text, found = text_in(self.language), self.measures
        said = [
            text(f"report.{name}", lesson=lesson, learners=", ".join(learners))
            for name, exams in (("other_exam", found.other_exam), ("unsure_exam", found.unsure_exam))
            for lesson, learners in exams.items()
        ]
        if found.unknown:
            said.append(text("report.unknown", items=min(found.unknown), count=sum(found.unknown.values())))
        return tuple(said)

    def __repr__(self) -> str:
        return self._overview if self.marking is None else f"{self._overview}\n{self.marking}"

    def _repr_html_(self) -> str:
        return part(self._context, "overview")

    def _section(self, name: str, rows: Callable[[], list[dict[str, Any]]], lesson: str | None = None) -> Section:
        if lesson is not None:
            self._check(lesson)

        def table() -> pd.DataFrame:
            import pandas as pd

            return pd.json_normalize(rows())

        if self._is_district and name in _OF_LEARNERS:
            return Section(part(self._context, _OF_NOBODY), table)
        return Section(part(self._context, name, *([] if lesson is None else [lesson])), table)

    def _check(self, lesson: str) -> None:
        known = [each.lesson for each in self.measures.lessons]
        if lesson not in known:
            choice = ", ".join(known) or "none is there yet"
            raise KitError(
                f"Nobody has handed in lesson {lesson!r}.",
                where="class report",
                do=f"Choose one of: {choice}.",
            )

    def _again_rows(self) -> list[dict[str, Any]]:
        return [
            {
                "lesson": each.objective.lesson,
                "objective": each.objective.sentence,
                "share": each.objective.share.share,
                "learners": each.objective.share.n,
                "mistakes": [
                    {"item": one.item, "answered": one.answered, **msgspec.structs.asdict(one.mistake)}
                    for one in each.mistakes
                ],
            }
            for each in teach_again(self.measures)
        ]

    def _heat(self, lesson: str) -> dict[str, dict[str, float | None]]:
        return heat(self._answers, lesson, MOST_SHOWN)

    def _count_learners(self) -> int:
        return len(self.measures.learners)

    @property
    def _overview(self) -> str:
        text = text_in(self.language)
        counts = {
            "learners": self._count_learners(),
            "lessons": len(self.measures.lessons),
            "answers": sum(each.answered for each in self.measures.items),
        }
        return text("report.overview", **{name: text(f"count.{name}", count=count) for name, count in counts.items()})

    @cached_property
    def _context(self) -> dict[str, Any]:
        text = text_in(self.language)
        sentences = {each.id: each.sentence for each in self.measures.objectives}
        return {
            **context_of(self.measures, text, self._heat),
            "language": self.language,
            "date": date_in(datetime.now().astimezone().date(), self.language),
            "kit": kit_version(),
            "counts": self._overview,
            "learner_count": self._count_learners(),
            "is_district": self._is_district,
            "invented": self._is_invented,
            "hidden": self._is_hidden,
            "marking": self.marking,
            "alias": _aliases(self.collection, text),
            "monday": teach_again(self.measures),
            "pairs": {gain.objective: sentences[AFTER + gain.objective] for gain in self.measures.gains},
            "set_aside": self.collection.set_aside,
            "left_out": self.left_out,
            "doubts": self.collection.doubts,
        }


class DistrictReport(ClassReport):
    """A report on many classes, from folders of scored rows: nothing in it is about a single learner.

    Parameters
    ----------
    folder : Path
        Files that `kit collect --rows` wrote, in folders or not.
    bank : tuple of LessonItems
        The items that they are about.
    language : str
        Language of the report, ISO 639-1.
    """

    _is_district = True

    def __init__(self, folder: Path, bank: tuple[LessonItems, ...], language: str = "en") -> None:
        self.collection = Collection(folder, [], [], [], [], array("i"), [])
        self.language, self.marking, self._marks = language, None, None
        self._answers = read_scored_rows(folder, bank)
        self.measures = measure(self._answers, language)
        self._is_invented, self._is_hidden = False, True

    def gradebook(self, path: str | Path, *, force: bool = False) -> Path:  # noqa: ARG002 - of nobody
        """Refuse: rows name no learner.

        Raises
        ------
        KitError
            Always.
        """
        raise KitError("Rows of a district name no learners.", where=str(path), do=_OF_ONE_CLASS)

    def _heat(self, lesson: str) -> dict[str, dict[str, float | None]]:  # noqa: ARG002 - of nobody
        return {}

    def _count_learners(self) -> int:
        return len(self._answers.learners)


def bank_of(items: str | Path | None, language: str) -> tuple[LessonItems, ...]:
    """Return the lessons of the kit and those of a teacher, who may also bring another version of one."""
    own: tuple[LessonItems, ...] = ()
    if items is not None:
        items = path_meant(items)
        home = items / "items" if (items / "items").is_dir() else items
        if home.is_dir() and not item_files(home):
            near = sorted({str(file.parent) for file in items.glob("*/*.y*ml")})
            do = f"Name a folder with files NN-slug.yaml{''.join(f', such as {folder}' for folder in near[:1])}."
            raise KitError("There are no items in this folder.", where=str(items), do=do)
        own = (
            load_bank(home, language, whole=True)
            if home.is_dir()
            else (read_file(items, language=language, whole=True),)
        )
    found = {lesson.lesson: lesson for lesson in (*load_bank(language=language, whole=True), *own)}
    return tuple(found[name] for name in sorted(found))


def _met(bank: tuple[LessonItems, ...], collection: Collection) -> tuple[LessonItems, ...]:
    """Return the bank without items of one language, and those in whose place they are, that nobody here met."""
    met = {answer.item for _, answer in collection.answers}

    def asked(lesson: LessonItems) -> tuple[Item, ...]:
        own = {item.replaces for item in lesson.items if item.language and item.id in met}
        kept = (item for item in lesson.items if item.id in met or not (item.language or item.id in own))
        return tuple(kept)

    return tuple(msgspec.structs.replace(lesson, items=asked(lesson)) for lesson in bank)


def _of(measures: tuple[Any, ...], lesson: str) -> list[dict[str, Any]]:
    """Return those of one lesson as rows."""
    return [_plain(each) for each in measures if each.lesson == lesson]


def _plain(measure: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the measures
    """Return a measure as a row, in which an emphasised text is a text."""
    row: dict[str, Any] = msgspec.to_builtins(measure, enc_hook=str)
    return row


def _aliases(collection: Collection, text: Text) -> dict[str, str]:
    """Return another name for each learner; the numbers follow neither the register nor the results."""
    mixed = sorted(collection.learners, key=lambda name: blake2b(name.encode(), digest_size=8).digest())
    return {name: text("report.alias", n=number) for number, name in enumerate(mixed, start=1)}


def _without_names(collection: Collection, alias: Mapping[str, str]) -> Collection:
    """Return the collection with other names; names of files and doubts, which may tell, are left out."""
    return replace(
        collection,
        received=[one._replace(learner=alias[one.learner], file="") for one in collection.received],
        set_aside=[each._replace(file="", why="") for each in collection.set_aside],
        doubts=[],
    )
