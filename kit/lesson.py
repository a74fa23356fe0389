"""One lesson: its checks, its quiz, its words, its facts and its sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from kit.answers.store import AnswerStore
from kit.errors import KitError
from kit.paths import data_folder
from kit.quiz.bank import LessonItems, load_bank, load_lesson, read_file
from kit.quiz.order import drawn, shuffled
from kit.quiz.rules import Rules
from kit.quiz.sealed import SealedItem, read_exam
from kit.suggest import name_list, nearest
from kit.text import SESSION_LANGUAGE, strings, text_in

if TYPE_CHECKING:
    import pandas as pd

    from kit.answers.item_state import Mode
    from kit.answers.learner_report import OwnReport
    from kit.facts.listing import Listing
    from kit.quiz.item import Item
    from kit.widgets.quiz_card.widget import QuizCard
    from kit.widgets.timeline.widget import Timeline


_CELL = re.compile(r"[A-Za-z0-9_-]{1,64}")


def start(name: str, language: str = "en", learner: str | None = None) -> Lesson:
    """Open a lesson, and show where its answers are kept and which ones are there already.

    Parameters
    ----------
    name : str
        Number of the lesson, such as ``"02"``; or a file of items, such as ``"90-my-lesson.yaml"``, or an exam,
        such as ``"90exam-my-lesson.json"``. Beside an exam, the file of the same name that ends in ``.yaml``
        releases the results.
    language : str
        Language of the cards and maps, ISO 639-1: ``"en"`` or ``"ja"``.
    learner : str, optional
        Whose answers these are, where several people share a computer; else the environment
        variable ``KIT_LEARNER``, else ``"me"``.

    Returns
    -------
    Lesson
        The lesson's vocabulary: ``check``, ``quiz``, ``words``, ``facts``, ``table``, ``sources``, ``hand_in``,
        ``report``.

    Raises
    ------
    KitError
        When there is no such lesson or language, or its items cannot be read.

    Examples
    --------
    >>> lesson = start("02")  # doctest: +SKIP
    """
    from IPython.display import display

    text_in(language)  # refuses one that is not there
    SESSION_LANGUAGE.set(language)
    lesson = Lesson(_items(name), AnswerStore(learner=learner), language)
    display(lesson)
    return lesson


def _items(name: str) -> LessonItems:
    """Return the items of a lesson of the course, of a file, or of an exam that may be released by now."""
    path = Path(name)
    if path.suffix == ".json" and not path.with_suffix(".yaml").exists():
        return read_exam(path)
    if path.suffix == ".json":
        return replace(read_file(path.with_suffix(".yaml")), mode="practice")
    if path.suffix in {".yaml", ".yml"}:
        return read_file(path)
    return load_lesson(name)


@dataclass(frozen=True)
class Notice:
    """A few lines for the learner: a heading, then what it is about."""

    lines: tuple[str, ...]

    def __repr__(self) -> str:
        return "\n".join(self.lines)

    def _repr_html_(self) -> str:
        title, *lines = (escape(line) for line in self.lines)
        body = "".join(f'<div style="overflow-wrap:anywhere">{line}</div>' for line in lines)
        return (
            '<div style="border-left:4px solid var(--jp-brand-color1,#1976d2);padding:.2em 0 .2em 1em">'
            f"<strong>{title}</strong>{body}</div>"
        )


@dataclass(frozen=True)
class Lesson:
    """What a notebook can ask of one lesson.

    Parameters
    ----------
    items : LessonItems
        The lesson's header and items.
    store : AnswerStore
        Where the learner's answers are kept.
    language : str
        Language of the cards and lists, ISO 639-1.
    """

    items: LessonItems
    store: AnswerStore
    language: str = "en"
    _cells: dict[str, str] = field(default_factory=dict, repr=False, compare=False)  # of the checks, where they stand

    @property
    def folder(self) -> Path | None:
        """The data folder of a lesson that brings tables of its own; None for the lessons of the course."""
        near = (self.items.path.parent, self.items.path.parent.parent)
        own = next((folder for folder in near if (folder / "datapackage.json").is_file()), None)
        return None if own is None or own.resolve() == data_folder().resolve() else own

    def check(self, item_id: str) -> QuizCard:
        """Return the card of one item, to check oneself on the way.

        Raises
        ------
        KitError
            When the lesson has no such item.
        """
        item = self._item(item_id)
        if cell := _running_cell():
            self._cells[item.id] = cell
        rules = self.items.rules if item.use == "quiz" else Rules()
        return self._card([item], title="", mode="practice", rules=rules)

    def quiz(self) -> QuizCard:
        """Return the card of the lesson's quiz: all its items but the checks on the way; from pools, those drawn.

        The items stand in the order of their file, or in an order of the learner's own where the file wants it.
        """
        quiz = [item for item in self.items.items if item.use == "quiz"]
        items = shuffled(drawn(quiz, self.items.pools, self._seed()), self._seed(), keep_order=not self.items.mix_items)
        return self._card(items, title=self.items.title, mode=self.items.mode, rules=self.items.rules)

    def words(self) -> Listing:
        """Return the lesson's new words, in English and Japanese, with what they mean.

        Source: table ``glossary``.
        """
        from kit.facts.tables import load

        glossary = load("glossary")
        definition = "definition_ja" if self.language == "ja" else "definition_en"
        return self._listing(
            "words.caption",
            glossary[glossary["lesson"] == self.items.lesson],
            ["term_en", "term_ja", "reading_ja", definition],
        )

    def timeline(self) -> Timeline:
        """Return the events of the lesson's own table, else those of the course, in order; see `kit.timeline`.

        Source: table ``timeline``.
        """
        from kit.widgets.timeline.widget import timeline

        return timeline(None if self.folder else 1967, language=self.language, folder=self.folder)

    def facts(self, paragraph: int | None = None, certainty: str | None = None, theme: str | None = None) -> Listing:
        """Return the story's facts, all or those that fit, each with its paragraph and who says so.

        Parameters
        ----------
        paragraph : int, optional
            Paragraph of the story, 1 to 14; captions of photos count.
        certainty : str, optional
            ``"reported"``, ``"expected"``, ``"possible"`` or ``"characterisation"``.
        theme : str, optional
            One of the themes of table ``facts``, such as ``"diplomacy"``.

        Raises
        ------
        KitError
            When no fact has this paragraph, certainty or theme.

        Source: table ``facts``.
        """
        from kit.facts.tables import load

        rows = load("facts", self.folder)
        themes = rows["themes"].str.split(";")
        for column, value, known in (
            ("paragraph", paragraph, sorted(rows["paragraph"].unique())),
            ("certainty", certainty, sorted(rows["certainty"].unique())),
            ("themes", theme, sorted({name for names in themes.dropna() for name in names})),
        ):
            if value is not None and value not in known:
                raise KitError(
                    f"No fact of the story has {column} {value!r}.",
                    where="lesson.facts",
                    do=f"Choose one of: {', '.join(map(str, known))}.",
                )
        if paragraph is not None:
            rows = rows[rows["paragraph"] == paragraph]
        if certainty is not None:
            rows = rows[rows["certainty"] == certainty]
        if theme is not None:
            rows = rows[[theme in names for names in themes.loc[rows.index]]]
        return self._listing("table.facts", rows, ["statement", "paragraph", "evidence", "attribution", "certainty"])

    def table(self, name: str, columns: Sequence[str], rows: pd.Series[bool] | Sequence[str] | None = None) -> Listing:
        """Return rows of any table with chosen columns, each text in full.

        Parameters
        ----------
        name : str
            Name of a table, as for `kit.load`.
        columns : sequence of str
            The columns shown, in this order; the first one heads its row.
        rows : Series of bool, or sequence of str, optional
            Which rows: a condition on the table, such as ``timeline["date"] < "1967"``, or row ids in the order
            wanted; else all of them.

        Raises
        ------
        KitError
            When there is no such table, column or row.

        Source: the table itself; its columns ``attribution`` and ``certainty`` say who says so and how sure it is.

        Examples
        --------
        >>> lesson.table("members", ["name_en", "capital"], ["VNM", "LAO"])  # doctest: +SKIP
        """
        from pandas import Series

        from kit.facts.tables import load, table_names

        table = load(name, self.folder if self.folder and name in table_names(self.folder) else None)
        self._known(f"Table {name} has no column", columns, list(table.columns))
        if isinstance(rows, Series):
            if len(rows) != len(table):
                do = f'Begin the condition with kit.load("{name}").'
                raise KitError(f"This condition is not about table {name}.", where="lesson.table", do=do)
            table = table[rows.fillna(value=False).to_numpy(bool)]
        elif rows is not None:
            ids = list(table.iloc[:, 0])
            self._known(f"Table {name} has no row", rows, ids)
            table = table.iloc[[ids.index(row_id) for row_id in rows]]
        return self._listing(f"table.{name}", table, list(columns))

    def key_sheet(self) -> Listing:
        """Return each item with its key in words and the mistake behind each other answer, for teachers.

        Raises
        ------
        KitError
            In an exam, which holds no keys.

        Source: the lesson's items and the rows that they name.
        """
        if any(isinstance(item, SealedItem) for item in self.items.items):
            do = "Open the file of the same name in the teacher folder."
            raise KitError("An exam holds no keys.", where=str(self.items.path), do=do)
        from kit.export.key_sheet import COLUMNS, key_sheet

        return self._listing(
            "key_sheet.caption", key_sheet(self.items.items, self.language, self.folder), list(COLUMNS)
        )

    def sources(self) -> Listing:
        """Return the sources that the lesson's items rest on, with licence and address.

        Source: table ``sources``, through the rows that the items name.
        """
        from kit.facts.provenance import sources_of

        named = {row_id for item in self.items.items for row_id in item.row_ids()}
        return self._listing(
            "sources.caption",
            sources_of(named, self.folder),
            ["title", "publisher", "published", "url", "licence"],
        )

    def hand_in(self, name: str | None = None, folder: str | Path = ".") -> Notice:
        """Write the lesson's answers into one small file for the teacher; nothing is sent.

        The file holds a name, the answers with their times, and the version of the kit. An earlier hand-in stays.

        Parameters
        ----------
        name : str, optional
            The name to hand in under, such as ``"s07"``; else the learner's own.
        folder : str or Path
            Where the file belongs; else beside the notebook.

        Returns
        -------
        Notice
            What was written, and what to do next.

        Raises
        ------
        KitError
            When the file cannot be written.

        Examples
        --------
        >>> lesson.hand_in("s07")  # doctest: +SKIP
        """
        from kit.answers.hand_in import write_hand_in

        text = text_in(self.language)
        answers = self.store.read()
        written = write_hand_in(answers.attempts, self.items.lesson, Path(folder), name)
        if written.path is None:
            return Notice((text("hand_in.none_title", lesson=self.items.lesson), text("hand_in.none")))
        state = "hand_in.written" if written.is_new else "hand_in.same"
        return Notice(
            (
                text(state, file=written.path.name),
                text("hand_in.what", learner=written.learner, answers=written.answers, total=len(self.items.items)),
                text("hand_in.where", path=written.path.resolve()),
                text("hand_in.next"),
                *(text("lesson.set_aside", line=line.line_number, why=line.why) for line in answers.set_aside),
            )
        )

    def report(self, save_as: str = "") -> OwnReport:
        """Return the learner's own report on all lessons: gains, own texts, answers, words and sources.

        Parameters
        ----------
        save_as : str
            Name of a file to keep it in, such as ``"my-report.html"``; without a name nothing is written.

        Returns
        -------
        OwnReport
            Shows itself; ``to_html()`` is the page.

        Raises
        ------
        KitError
            When the file cannot be written.

        Examples
        --------
        >>> lesson.report(save_as="my-report.html")  # doctest: +SKIP
        """
        from kit.answers.learner_report import own_report

        of_the_course = self.items.path.parent.resolve() == (data_folder() / "items").resolve()
        lessons = load_bank() if of_the_course else (self.items,)
        report = own_report(self.store, lessons, self.language, self.items.lesson, self.folder)
        return report.save(save_as) if save_as else report

    def __repr__(self) -> str:
        return repr(self._banner())

    def _repr_html_(self) -> str:
        return self._banner()._repr_html_()

    def _banner(self) -> Notice:
        """Say which lesson this is, where its answers are and how many were found."""
        text = text_in(self.language)
        answers = self.store.read()
        own = {item.id for item in self.items.items}
        found = len({attempt.item_id for attempt in answers.attempts} & own)
        lines = (
            text("lesson.title", lesson=self.items.lesson, title=self.items.title),
            text("lesson.kept", learner=self.store.learner, path=self.store.path),
            text("lesson.found", found=found, total=len(own)) if found else text("lesson.none"),
            text("lesson.hand_in"),
            *(text("lesson.set_aside", line=line.line_number, why=line.why) for line in answers.set_aside),
        )
        return Notice(lines)

    def _card(self, items: Sequence[Item], *, title: str, mode: Mode, rules: Rules) -> QuizCard:
        from kit.answers.session import QuizSession
        from kit.widgets.quiz_card.widget import QuizCard

        session = QuizSession(
            items,
            lesson=self.items.lesson,
            store=self.store,
            seed=self._seed(),
            mode=mode,
            rules=rules,
            language=self.language,
            folder=self.folder,
        )
        checks = [item for item in self.items.items if item.id in self._cells]
        steps = {item.objective: self._cells[item.id] for item in reversed(checks)}
        return QuizCard(session, title=title, objectives=self.items.objectives, steps=steps)

    def _seed(self) -> str:
        """Return what decides on the order and the draw: the same for a learner each time, and no other's."""
        return f"{self.store.learner}/{self.items.lesson}"

    def _item(self, item_id: str) -> Item:
        known = {item.id: item for item in self.items.items}
        if item_id not in known:
            near = nearest(item_id, known) or known
            raise KitError(
                f"Lesson {self.items.lesson} has no item {item_id!r}.",
                where=str(self.items.path),
                do=f"Did you mean {name_list(near)}?",
            )
        return known[item_id]

    @staticmethod
    def _known(what: str, wanted: Sequence[str], known: list[str]) -> None:
        """Refuse the first word that is not known, and name the nearest ones."""
        for word in wanted:
            if word not in known:
                near = nearest(word, known) or known[:3]
                raise KitError(f"{what} {word!r}.", where="lesson.table", do=f"Did you mean {name_list(near)}?")

    def _listing(self, caption: str, rows: pd.DataFrame, columns: list[str]) -> Listing:
        from kit.facts.listing import Listing

        text, known = text_in(self.language), strings(self.language)
        headings = {column: known.get(f"column.{column}", column) for column in columns}
        lang = {column: column[-2:] for column in columns if column.endswith(("_en", "_ja"))}
        codes = {key.removeprefix("indicator."): said for key, said in known.items() if key.startswith("indicator.")}
        return Listing(text(caption, lesson=self.items.lesson), rows, headings, lang, {"indicator": codes})


def _running_cell() -> str:
    """Return the id of the notebook's cell that runs, where the front end tells it: JupyterLab and Notebook do."""
    from IPython import get_ipython

    parent: dict[str, Any] = getattr(get_ipython(), "get_parent", dict)()
    cell = (parent.get("metadata") or {}).get("cellId")
    return cell if isinstance(cell, str) and _CELL.fullmatch(cell) else ""
