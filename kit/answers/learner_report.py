"""The learner's own report: gains, own texts, answers, words and sources, to be kept as one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kit.answers.attempt import Attempt, kit_version
from kit.answers.store import AnswerStore
from kit.facts.listing import heading_of
from kit.facts.localization import term_languages, with_language
from kit.facts.provenance import sources_of
from kit.facts.tables import home_of, load
from kit.files import path_meant, renew, writing
from kit.html import NO_FORMULAS, templates
from kit.quiz.bank import LessonItems
from kit.quiz.before_after import parallel
from kit.quiz.item import Item
from kit.quiz.parts import in_language
from kit.quiz.score import Result, percent_of, score
from kit.text import Key, date_in, figure_in, text_in

if TYPE_CHECKING:
    import pandas as pd
    from jinja2 import Environment

SIGNS = {"right": "✓", "partly": "◐", "wrong": "✗"}
_HERE = Path(__file__).parent


class Told(NamedTuple):
    """What the learner answered to one item, and what is told about it: nothing while no verdict is due."""

    item: Item
    first_lines: tuple[str, ...]
    lines: tuple[str, ...]
    first: Result | None = None
    last: Result | None = None
    marks: tuple[tuple[str, str], ...] = ()
    counts_first: bool = False

    @property
    def counted(self) -> Result | None:
        """What the try that counts earned."""
        return self.first if self.counts_first else self.last

    @property
    def counted_lines(self) -> tuple[str, ...]:
        """The answer that counts."""
        return self.first_lines if self.counts_first else self.lines


class Part(NamedTuple):
    """One lesson: the answers, how many items there are, and the points of the first and of the last tries."""

    lesson: LessonItems
    answers: list[Told]
    first: tuple[float, float]
    last: tuple[float, float]


class Pair(NamedTuple):
    """One objective before and after the course."""

    objective: str
    before: list[Told]
    after: list[Told]


@dataclass(frozen=True)
class OwnReport:
    """What one learner did in the course; it shows itself, and can be saved as a page.

    Parameters
    ----------
    learner : str
        Whose report it is.
    parts : list of Part
        The lessons in which something is answered.
    pairs : list of Pair
        The objectives of the pre-test next to those of the post-test, as far as one of them is answered.
    words, sources : pandas.DataFrame
        Rows of tables ``glossary`` and ``sources``, of the lessons' own tables or of the kit's.
    language : str
        ISO 639-1.
    opened : str
        Number of the lesson whose answers are not folded away.
    saved : Path or None
        Where the page was written.
    """

    learner: str
    parts: list[Part]
    pairs: list[Pair]
    words: pd.DataFrame
    sources: pd.DataFrame
    language: str = "en"
    opened: str = ""
    saved: Path | None = None

    def to_html(self) -> str:
        """Return the report as one page, which asks nothing of a network."""
        return self._rendered("page")

    def save(self, where: str | Path) -> OwnReport:
        """Write the page into a file, and return the report that says so; an earlier report there is renewed.

        Raises
        ------
        KitError
            When the file cannot be written, or is not a report of this kit.
        """
        path = path_meant(where)
        with writing(Key("files.report"), path, Key("files.own_name")):
            path = path if path.suffix.lower() in {".html", ".htm"} else path.with_name(f"{path.name}.html")
            renew(path, self.to_html().encode(), "learner-report")
        return replace(self, saved=path)

    def __repr__(self) -> str:
        text = text_in(self.language)
        lines = [text("own.title"), text("own.counts", **self._counts)]
        lines += [text("own.saved", file=self.saved)] if self.saved else []
        lines += [text("own.gain", **self._gain)] if self._gain else []
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return self._rendered("notebook")

    @property
    def _counts(self) -> dict[str, str]:
        text = text_in(self.language)
        answers = text("count.answers", count=sum(len(part.answers) for part in self.parts))
        return {"answers": answers, "lessons": text("count.lessons", count=len(self.parts))}

    @property
    def _gain(self) -> dict[str, object]:
        """Return the points before and after in words, and in percent, over the pairs of which both are known."""
        sides = [[_points(told.counted for told in side) for side in (pair.before, pair.after)] for pair in self.pairs]
        both = [(before, after) for before, after in sides if before[1] and after[1]]
        if not both:
            return {}
        (before, total), (after, total_after) = (map(sum, zip(*side, strict=True)) for side in zip(*both, strict=True))
        points = {"before": before, "total": total, "after": after, "total_after": total_after}
        said = {name: figure_in(f"{value:.3g}", self.language) for name, value in points.items()}
        return {**said, "bars": (before / total * 100, after / total_after * 100)}

    def _rendered(self, form: str) -> str:
        """Return the page, or the part of it that a notebook shows; half a surrogate pair becomes a question mark."""
        shown = (
            _environment()
            .get_template("learner_report.html")
            .render(
                report=self,
                form=form,
                no_formulas=NO_FORMULAS,
                counts=self._counts,
                gain=self._gain,
                own=[(part, told) for part in self.parts for told in part.answers if told.item.criteria],
                t=text_in(self.language),
                codes=term_languages(self.words, self.language),
                definition=f"definition_{self.language}",
                date=date_in(datetime.now().astimezone().date(), self.language),
                kit=kit_version(),
            )
        )
        return shown.strip().encode(errors="replace").decode()


def own_report(
    store: AnswerStore,
    lessons: Sequence[LessonItems],
    language: str = "en",
    opened: str = "",
    folder: Path | None = None,
) -> OwnReport:
    """Return the report of the learner to whom an answer file belongs.

    The verdict on the pre-test comes with that on its parallel: once the same objective is answered in the post-test.
    Which try counts, the lesson says: of the pre-test the last, of the post-test the first.

    Parameters
    ----------
    store : AnswerStore
        The answer file.
    lessons : sequence of LessonItems
        The lessons that are reported.
    language : str
        ISO 639-1.
    opened : str
        Number of the lesson whose answers are not folded away.
    folder : pathlib.Path, optional
        A data folder of the lessons' own, whose rows they name besides the kit's.

    Raises
    ------
    KitError
        When the answers cannot be read, or there is no such language.

    Source: the answer file, the items and the rows that they name; table ``glossary``.
    """
    tries: dict[tuple[str, str], list[Attempt]] = {}
    exams = {lesson.lesson: lesson.fingerprint for lesson in lessons}
    for attempt in store.read().attempts:
        if not attempt.may_be_of(exams.get(attempt.lesson, "")):
            continue
        tries.setdefault((attempt.lesson, attempt.item_id), []).append(attempt)
    done = {item.objective for lesson in lessons for item in lesson.items if (lesson.lesson, item.id) in tries}
    parts = [
        _part(
            lesson,
            [
                _told(lesson, item, tries[lesson.lesson, item.id], language, is_due=_is_due(lesson, item, done))
                for item in lesson.items
                if (lesson.lesson, item.id) in tries
            ],
        )
        for lesson in lessons
    ]
    parts = [part for part in parts if part.answers]
    named = {row_id for part in parts for told in part.answers for row_id in told.item.row_ids()}
    return OwnReport(
        learner=store.learner,
        parts=parts,
        pairs=_pairs(lessons, parts),
        words=_words([part.lesson.lesson for part in parts], language, folder),
        sources=sources_of(named, folder),
        language=language,
        opened=opened,
    )


def _words(lessons: Sequence[str], language: str, folder: Path | None) -> pd.DataFrame:
    """Return the words of lessons by their numbers, with terms in the languages that are shown next to each other."""
    home = home_of("glossary", folder)
    rows = load("glossary", home)
    shown = term_languages(rows, language)
    words = with_language(rows[rows["lesson"].isin(lessons)], ["term", "definition"], language, home)
    return words.drop(columns=[f"term_{code}" for code in term_languages(words, language) if code not in shown])


def _is_due(lesson: LessonItems, item: Item, done: set[str]) -> bool:
    """Return whether the learner may read the verdict on an item."""
    if item.use == "predict":
        return False
    twin = parallel(item.objective)
    return item.use == "check" or lesson.mode == "practice" or (lesson.mode == "pretest" and twin in done)


def _told(lesson: LessonItems, item: Item, tries: list[Attempt], language: str, *, is_due: bool) -> Told:
    first_lines, lines = (item.describe(attempt.response, language) for attempt in (tries[0], tries[-1]))
    if not is_due:
        return Told(item, first_lines, lines, counts_first=lesson.counts_first)
    results = [_result(item, attempt, language) for attempt in tries]
    marked = [result for result in results if result.score is not None] or results
    marks = _marks(item, tries[-1].response, language) if lines else ()
    return Told(item, first_lines, lines, marked[0], marked[-1], marks, lesson.counts_first)


def _result(item: Item, attempt: Attempt, language: str) -> Result:
    """Return what an answer earned when it was given, with today's feedback; nothing new where the item has changed."""
    result = score(item, attempt.response, language)
    notes = () if result.verdict == "unreadable" else result.notes
    if attempt.score is None and result.score is not None and result.verdict != "unreadable":
        return result
    return Result(attempt.score, attempt.max_score, attempt.verdict, notes)


def _marks(item: Item, response: object, language: str) -> tuple[tuple[str, str], ...]:
    """Return the lines of the rubric, each with the key of the learner's own mark."""
    marks = response.get("marks", {}) if isinstance(response, dict) else {}
    names = {0.0: "card.no", 1.0: "card.yes"}
    return tuple(
        (in_language(line.text, language), names.get(float(marks[line.id]), "card.half"))
        for line in item.criteria
        if line.id in marks
    )


def _part(lesson: LessonItems, answers: list[Told]) -> Part:
    first, last = (_points(results) for results in ([told.first for told in answers], [told.last for told in answers]))
    return Part(lesson, answers, first, last)


def _points(results: Iterable[Result | None]) -> tuple[float, float]:
    """Return the points earned and possible in the answers whose verdict is due and known."""
    known = [result for result in results if result is not None and result.score is not None]
    return sum(result.score or 0.0 for result in known), sum(result.max_score for result in known)


def _pairs(lessons: Sequence[LessonItems], parts: list[Part]) -> list[Pair]:
    told = [each for part in parts for each in part.answers]
    sentences = {name: text for lesson in lessons for name, text in lesson.objectives.items()}
    found = []
    for name in sentences:
        if (twin := parallel(name)) in sentences:
            before = [each for each in told if each.item.objective == name]
            after = [each for each in told if each.item.objective == twin]
            if before or after:
                found.append(Pair(sentences[twin], before, after))
    return found


def _percent(points: tuple[float, float]) -> str:
    return f"{percent_of(points[0] / points[1])} %" if points[1] else "–"


@cache
def _environment() -> Environment:
    environment = templates(_HERE)
    environment.filters |= {"percent": _percent, "sign": lambda result: SIGNS.get(result.verdict, "…")}
    environment.filters["in_language"] = in_language
    environment.globals["heading_of"] = heading_of
    return environment
