"""One lesson: its checks, its quiz, its words, its facts and its sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit import browser
from kit.answers.course import lesson_header
from kit.answers.notice import lesson_notice
from kit.answers.store import AnswerStore
from kit.errors import KitError
from kit.language_choice import language_here
from kit.language_codes import first_and_second
from kit.notebook_calls import running_cell
from kit.quiz.bank import LessonItems, is_of_the_course, load_bank
from kit.quiz.rules import Rules
from kit.quiz.select import core_first, item_of, open_lesson, quiz_items, seed_of
from kit.started_lesson import STARTED
from kit.text import LearnerError, languages, text_in
from kit.translations import ENGLISH, caption_in
from kit.wrong_calls import explained_methods

if TYPE_CHECKING:
    import pandas as pd

    from kit.answers.item_state import Mode
    from kit.answers.learner_report import OwnReport
    from kit.answers.prediction import Prediction
    from kit.facts.documents import Documents
    from kit.facts.listing import Listing
    from kit.facts.story import Story
    from kit.quiz.item import Item
    from kit.widgets.hand_in.widget import HandIn
    from kit.widgets.quiz_card.widget import QuizCard
    from kit.widgets.timeline.widget import Timeline


def start(name: str, *, language: str | None = None, learner: str | None = None) -> Lesson:
    """Open a lesson, and show where its answers are kept and which ones are there already.

    Parameters
    ----------
    name : str
        Number of the lesson, such as ``"02"``; or a file of items, such as ``"90-my-lesson.yaml"``, or an exam,
        such as ``"90exam-my-lesson.json"``. Beside an exam, the file of the same name that ends in ``.yaml``
        releases the results.
    language : str, optional
        Language of cards, maps, charts and messages from here on, ISO 639-1, such as ``"ja"``; else that in which
        `kit lab` copied the notebooks of this folder, else the environment variable ``KIT_LANGUAGE``, else English.
        With a second one, as in ``"ja+en"``, story, documents and cards show each text in both.
    learner : str, optional
        Whose answers these are, where several people share a computer; else the environment
        variable ``KIT_LEARNER``, else ``"me"``.

    Returns
    -------
    Lesson
        The lesson's vocabulary: ``check``, ``predict``, ``prediction``, ``quiz``, ``practice``, ``story``,
        ``documents``, ``words``, ``facts``, ``table``, ``sources``, ``hand_in``, ``report``.

    Raises
    ------
    KitError
        When there is no such lesson or language, or its items cannot be read.

    Examples
    --------
    >>> lesson = start("02")  # doctest: +SKIP
    """
    from IPython.display import display

    name, (language, also) = str(name), first_and_second(str(language or language_here()))
    for each in filter(None, (language, also)):
        text_in(each)  # refuses one that is not there
    STARTED.language = language
    KitError.in_notebook = _in_started_language
    second = open_lesson(name, language=also) if also else None
    lesson = Lesson(
        open_lesson(name, language=language),
        AnswerStore(learner=None if learner is None else str(learner)),
        language,
        also,
        second,
    )
    STARTED.lesson, STARTED.folder = lesson.items.lesson, lesson.folder
    display(lesson)
    if browser.HERE and not browser.keeps_answers():
        display(lesson.hand_in())  # the only way in which answers outlive this page
    return lesson


def _in_started_language(error: KitError) -> str:
    """Return an error in the language of the lesson; the catalogue is read for the first one."""
    if STARTED.language == ENGLISH or isinstance(error, LearnerError):  # which is in this language already
        return str(error)
    from kit.command_texts import error_in

    return str(error_in(error, STARTED.language))


@explained_methods("lesson")
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
    also : str
        The language in which texts are shown, too; empty for none.
    second : LessonItems, optional
        The same lesson in that language.
    """

    items: LessonItems
    store: AnswerStore
    language: str = "en"
    also: str = ""
    second: LessonItems | None = None
    _cells: dict[str, str] = field(default_factory=dict, repr=False, compare=False)  # the notebook cells of the checks

    @property
    def folder(self) -> Path | None:
        """The data folder of a lesson that brings tables of its own; None for the lessons of the course."""
        return self.items.folder

    def check(self, item_id: str) -> QuizCard:
        """Return the card of one item, to check oneself on the way.

        Raises
        ------
        KitError
            When the lesson has no such item.
        """
        item = item_of(self.items, item_id)
        self._cells[item.id] = running_cell()
        rules = self.items.rules if item.use == "quiz" else Rules()
        return self._card([item], title="", mode="prediction" if item.use == "predict" else "practice", rules=rules)

    def predict(self, item_id: str) -> QuizCard:
        """Return the card of an item to be guessed before the data are seen: the guess is kept and never scored.

        Raises
        ------
        KitError
            When the lesson has no such item, or it is not one to be guessed (``use: predict``).

        Examples
        --------
        >>> lesson.predict("q-story-36")  # doctest: +SKIP
        """
        return self.check(self._guessed(item_id).id)

    def prediction(self, item_id: str) -> Prediction:
        """Return the guess that was kept, next to what the data say, with who says so.

        Raises
        ------
        KitError
            When the lesson has no such item, or it is not one to be guessed (``use: predict``).

        Source: the learner's answers, the item, and the rows that it names.

        Examples
        --------
        >>> lesson.prediction("q-story-36")  # doctest: +SKIP
        """
        from kit.answers.prediction import prediction

        return prediction(self._guessed(item_id), self.store, self.items.lesson, self.language, self.folder)

    def quiz(self) -> QuizCard:
        """Return the card of the lesson's quiz, without the checks on the way and `practice`; from pools, those drawn.

        The items are in the order of their file, or in an order of the learner's own where the file wants it.
        """
        items = quiz_items(self.items, self.store.learner)
        return self._card(items, title=self.items.title, mode=self.items.mode, rules=self.items.rules)

    def practice(self) -> QuizCard:
        """Return the card of the lesson's further items, for those who have time left or learn at home.

        Raises
        ------
        KitError
            When all items of the lesson are in its quiz.
        """
        items = quiz_items(self.items, self.store.learner, "practice")
        if not items:
            raise LearnerError("lesson.no_practice", where=self.items.path)
        title = text_in(self.language)("lesson.practice", title=self.items.title)
        return self._card(items, title=title, mode="practice", rules=Rules())

    def story(self, first: int | None = None, last: int | None = None) -> Story:
        """Return the story in the kit's own words, to be read: all paragraphs, one, or those from one to another.

        Parameters
        ----------
        first : int, optional
            Number of the first paragraph, 1 to 14; alone, of the only one.
        last : int, optional
            Number of the last paragraph.

        Raises
        ------
        KitError
            When the story has no such paragraphs.

        Source: table ``story``; the words that are explained are of table ``glossary``.

        Examples
        --------
        >>> lesson.story(1, 4)  # doctest: +SKIP
        """
        from kit.facts.story import story

        return replace(story(first, last, self.language, self.folder), also=self.also)

    def documents(self, *ids: str) -> Documents:
        """Return excerpts of documents next to each other, with who speaks, what hard words mean, source and terms.

        Parameters
        ----------
        *ids : str
            Ids of table ``documents``, in the order wanted.

        Raises
        ------
        KitError
            When no document is named, or there is no such document.

        Source: table ``documents``.

        Examples
        --------
        >>> lesson.documents("doc-2023-japan-report", "doc-2023-china-report")  # doctest: +SKIP
        """
        from kit.facts.documents import documents

        return replace(documents(ids, self.language, self.folder), also=self.also)

    def words(self, also: str = "") -> Listing:
        """Return the lesson's new words, in English and Japanese, with what they mean.

        Parameters
        ----------
        also : str
            One more language. Of the region, such as ``"vi"`` or ``"ms"``: what a source confirmed, else nothing. Of
            the kit, such as ``"id"``: its translation.

        Raises
        ------
        KitError
            When no word in this language has been confirmed.

        Source: table ``glossary``; ``data/text/terms-of-members.csv``.
        """
        from kit.facts.localization import term_languages, with_language
        from kit.facts.member_terms import member_terms
        from kit.facts.selection import lesson_words

        words = lesson_words(self.items.lesson, self.folder)
        codes = term_languages(words, self.language)
        rows = with_language(words, ["term", "definition"], self.language, self.folder)
        shown = [name for code in codes for name in (f"term_{code}", f"reading_{code}") if name in rows]
        if also in languages():
            rows = with_language(rows, ["term"], also, self.folder)
            shown = list(dict.fromkeys([*shown, f"term_{also}"]))
        elif also:
            rows[f"term_{also}"] = rows["word_id"].map(member_terms(also)).fillna("").astype("string")
            shown.append(f"term_{also}")
        return self._listing("words.caption", rows, [*shown, f"definition_{self.language}"])

    def timeline(self) -> Timeline:
        """Return the events of the lesson's own table, else those of the course, in order; see `kit.timeline`.

        Source: table ``timeline``.
        """
        from kit.facts.selection import FIRST_YEAR
        from kit.facts.tables import home_of
        from kit.widgets.timeline.widget import timeline

        home = home_of("timeline", self.folder)
        return timeline(None if home else FIRST_YEAR, language=self.language, folder=home)

    def facts(self, paragraph: int | None = None, certainty: str | None = None, theme: str | None = None) -> Listing:
        """Return the story's facts, all or those that fit, each with its paragraph and who says so.

        Parameters
        ----------
        paragraph : int, optional
            Paragraph of the story, 1 to 14; captions of photos count.
        certainty : str, optional
            ``"quoted"``, ``"reported"``, ``"draft"`` or ``"characterisation"``.
        theme : str, optional
            One of the themes of table ``facts``, such as ``"diplomacy"``.

        Raises
        ------
        KitError
            When no fact has this paragraph, certainty or theme.

        Source: table ``facts``.
        """
        from kit.facts.selection import FACT_COLUMNS, story_facts

        return self._listing("table.facts", story_facts(paragraph, certainty, theme, self.folder), FACT_COLUMNS)

    def table(
        self,
        name: str | pd.DataFrame,
        columns: Sequence[str] | Mapping[Any, str],
        rows: pd.Series[Any] | Sequence[str] | None = None,
        caption: str = "",
    ) -> Listing:
        """Return rows of any table with chosen columns, each text in full.

        Parameters
        ----------
        name : str or DataFrame
            Name of a table, as for `kit.load`; or rows that a cell has worked out, such as those of ``.to_table()``.
        columns : sequence of str, or mapping of str to str
            The columns shown, in this order; the first one heads its row. A mapping also gives each its heading; a
            single name is the only column.
        rows : Series of bool, or sequence of str, optional
            Which rows: a condition on the table, such as ``timeline["date"] < "1967"``, or row ids in the order
            wanted, also as a column of another table; else all of them.
        caption : str
            What the rows are, in a few words, where they have been worked out.

        Raises
        ------
        KitError
            When there is no such table, column or row.

        Source: the table itself; its columns ``attribution`` and ``certainty`` say who says so and how sure it is.

        Examples
        --------
        >>> lesson.table("members", ["name_en", "capital"], ["VNM", "LAO"])  # doctest: +SKIP
        """
        from kit.facts.selection import chosen_rows

        columns = [columns] if isinstance(columns, str) else columns
        if isinstance(name, str):
            return self._listing(f"table.{name}", chosen_rows(name, list(columns), rows, self.folder), columns)
        listing = self._listing("table.rows", name, columns)
        return replace(listing, caption=caption_in(caption, self.language) or listing.caption)

    def key_sheet(self) -> Listing:
        """Return each item with its key in words and the mistake behind each other answer, for teachers.

        Raises
        ------
        KitError
            In an exam, which holds no keys.

        Source: the lesson's items and the rows that they name.
        """
        from kit.export.key_sheet import COLUMNS, key_sheet

        return self._listing(
            "key_sheet.caption", key_sheet(core_first(self.items.items), self.language, self.folder), COLUMNS
        )

    def sources(self) -> Listing:
        """Return the sources that the lesson's items rest on, with licence and address.

        Source: table ``sources``, through the rows that the items name.
        """
        from kit.facts.provenance import sources_of

        named = {row_id for item in self.items.items for row_id in item.row_ids()}
        columns = ["title", "publisher", "published", "url", "licence"]
        return self._listing("sources.caption", sources_of(named, self.folder), columns)

    def hand_in(self, name: str | None = None, folder: str | Path = ".") -> HandIn:
        """Return a card with the button that writes the lesson's answers into one small file for the teacher.

        Nothing is written before the button is pressed, and nothing is sent. The file holds a name, the answers with
        their times, and the version of the kit. An earlier hand-in stays.

        Parameters
        ----------
        name : str, optional
            The name to hand in under, such as ``"s07"``; else the learner's own, and where there is none the card asks.
        folder : str or Path
            Where the file is written; else next to the notebook.

        Returns
        -------
        HandIn
            The card; where no card can be shown, its method ``write`` writes the file.

        Examples
        --------
        >>> lesson.hand_in()  # doctest: +SKIP
        >>> lesson.hand_in("s07").write()  # doctest: +SKIP
        """
        from kit.widgets.hand_in.widget import HandIn

        return HandIn(self.items, self.store, self.language, Path(folder), None if name is None else str(name))

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

        lessons = load_bank(language=self.language) if is_of_the_course(self.items) else (self.items,)
        report = own_report(self.store, lessons, self.language, self.items.lesson, self.folder)
        return report.save(save_as) if save_as else report

    def __repr__(self) -> str:
        return repr(lesson_notice(self.items, self.store, self.language))

    def _repr_html_(self) -> str:
        from kit.facts.selection import lesson_words
        from kit.facts.word_links import word_links

        notice = lesson_notice(self.items, self.store, self.language)
        words = lesson_words(self.items.lesson, self.folder)
        links = word_links(words, self.language, self.folder)
        return lesson_header(self.items, self.store, self.language, notice)._repr_html_() + links

    def _guessed(self, item_id: str) -> Item:
        item = item_of(self.items, item_id)
        if item.use != "predict":
            raise LearnerError("lesson.no_guess", where=self.items.path, name=item_id)
        return item

    def _card(self, items: Sequence[Item], *, title: str, mode: Mode, rules: Rules) -> QuizCard:
        from kit.answers.session import QuizSession
        from kit.quiz.item_texts import lesson_in_both
        from kit.widgets.quiz_card.widget import QuizCard

        session = QuizSession(
            items,
            lesson=self.items.lesson,
            store=self.store,
            seed=seed_of(self.items, self.store.learner),
            mode=mode,
            rules=rules,
            language=self.language,
            folder=self.folder,
            fingerprint=self.items.fingerprint,
            is_released=self.items.is_released,
            sources=self.items.sources,
        )
        checks = [item for item in self.items.items if self._cells.get(item.id)]
        steps = {item.objective: self._cells[item.id] for item in reversed(checks)}
        also = lesson_in_both(self.items, self.language, self.second, self.also) if self.second else {}
        return QuizCard(session, title=title, objectives=self.items.objectives, steps=steps, also=(self.also, also))

    def _listing(self, caption: str, rows: pd.DataFrame, columns: Sequence[str] | Mapping[Any, str]) -> Listing:
        from kit.facts.listing import listing_in

        return listing_in(self.language, caption, rows, columns, self.folder, lesson=self.items.lesson)
