"""Measure a class: each figure is one query over the scored answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import isfinite
from typing import Any

from kit.class_report.confidence_intervals import alpha_range, mean_range
from kit.class_report.results import (
    DIGITS,
    FEW,
    FEWEST_ITEMS,
    Gain,
    Guesses,
    ItemMeasure,
    LearnerMeasure,
    LessonMeasure,
    Measures,
    ObjectiveMeasure,
    Reliability,
    Result,
    Share,
    WrongAnswer,
)
from kit.class_report.scoring import Scored
from kit.quiz.bank import LessonItems
from kit.quiz.before_after import BEFORE, parallel
from kit.quiz.parts import in_language
from kit.text import settings

HELP_BELOW = 0.6

# What most measures rest on, made once: of many answers grouping them by learner is what takes the time.
_BY_OBJECTIVE = """
create or replace temp table by_objective as
select any_value(lesson) as lesson, objective, learner, sum(share) as share, count(share) as n, sum(seconds) as seconds,
    sum(share) filter (is_fixed) as fixed, count(share) filter (is_fixed) as n_fixed
from answers group by objective, learner
"""
_ITEMS = """
with whole as (select learner, lesson, sum(share) as total, sum(n)::int as n from by_objective group by all)
select item, any_value(lesson) as lesson, count(*) as answered, count(share) as n, avg(share) as share,
    avg(final) as final, corr(share, (total - share) / nullif(n - 1, 0)) as discrimination,
    avg(hinted::int) as hinted, median(seconds) as seconds
from answers join whole using (learner, lesson)
group by item order by item
"""
_MISTAKES = "select item, code, count(*) from answers where share < 1 group by all order by all"
_OBJECTIVES = """
select objective, avg(share / n) as share, count(*) as n from by_objective where n > 0 group by all order by objective
"""
_HELP = """
select objective, learner, share / n as share from by_objective where n >= ? and round(share / n, ?) < ?
order by share, objective, learner
"""
_LESSONS = """
with each as (
    select lesson, learner, sum(share) / nullif(sum(n), 0) as share, sum(seconds) as seconds
    from by_objective group by all
)
select lesson, count(*) as learners, count(share) as n, avg(share) as share, median(seconds) as seconds
from each group by all order by lesson
"""
_RELIABILITY = """
with fixed as (select lesson, learner, item, share from answers where is_fixed and share is not null),
    size as (select lesson, count(*) as items from (select distinct lesson, item from fixed) group by all),
    whole as (
        select lesson, learner, sum(fixed) as total, items from by_objective join size using (lesson)
        group by all having sum(n_fixed) = items
    ),
    part as (
        select lesson, item, var_samp(share) as variance, bool_and(share in (0, 1)) as plain
        from fixed semi join whole using (lesson, learner) group by all
    ),
    parts as (select lesson, sum(variance) as variance, bool_and(plain) as plain from part group by all)
select lesson, items, count(*) as n, plain, items / (items - 1) * (1 - parts.variance / var_samp(total)) as alpha
from whole join parts using (lesson)
group by lesson, items, plain, parts.variance having items > 1 and count(*) > 2 and var_samp(total) > 0
"""
_RESULTS = """
select learner, lesson, count(*) as answered, coalesce(sum(share * points), 0) as points,
    sum(if(share is null, 0, points)) as marked, count(*) filter (is_fixed) as fixed,
    coalesce(sum(points) filter (is_fixed), 0) as fixed_points,
    sum(share * points) / sum(if(share is null, null, points)) as share,
    sum(final * points) / sum(if(final is null, null, points)) as final
from answers where is_quiz group by all order by all
"""
_EACH = "select learner, sum(share) / nullif(sum(n), 0) as share from by_objective group by all"
_HEAT = """
with shown as (
    select learner, coalesce(avg(share), 0) as mean from answers where lesson = $1 group by all order by mean, learner
    limit $2
)
select learner, item, share from answers join shown using (learner) where lesson = $1
order by mean, learner, item
"""
_PAIRED = """
insert into paired select learner, objective, share / n from by_objective
where n > 0 and objective in (select pre from pairs union all select post from pairs)
"""
_GAIN = """
with pre as (
    select learner, p.pair, share from paired join pairs p on objective = p.pre
), post as (
    select learner, p.pair, share from paired join pairs p on objective = p.post
), each as (
    select {by} as pair, learner, avg(pre.share) as before, avg(post.share) as after
    from pre join post using (learner, pair) group by all
)
select pair, count(*) as n, avg(before) as before, avg(after) as after, stddev_samp(after - before) as deviation
from each group by all order by pair
"""


def measure(answers: Scored, language: str = "en") -> Measures:
    """Measure what a class knows.

    Parameters
    ----------
    answers : Scored
        The scored answers of the class, or of a district, of which nothing is said about a single learner.
    language : str
        Language of stems and feedback, ISO 639-1.

    Returns
    -------
    Measures
        Lessons, objectives, items, learners and gains; of what nobody answered there is nothing.
    """
    lessons: list[LessonMeasure] = []
    objectives: list[ObjectiveMeasure] = []
    items: list[ItemMeasure] = []
    helped: list[tuple[int, int]] = []
    unmarked = 0
    _prepare_pairs(answers)
    for part in answers.parts:
        answers.show(part)
        answers.tables.execute(_BY_OBJECTIVE)
        answers.tables.execute(_PAIRED)
        helped = [] if answers.fill else _help(answers)
        lessons += _lessons(answers)
        objectives += _objectives(answers, helped)
        items += _items(answers, language)
        unmarked += _rows(answers, "select count(*) as n from answers where share is null")[0]["n"]
    return Measures(
        lessons=tuple(lessons),
        objectives=tuple(objectives),
        items=tuple(items),
        guesses=_guesses(answers, language),
        learners=() if answers.fill else _learners(answers, helped),
        gain=next(iter(_gains(answers, "0")), None),
        gains=_gains(answers, "pair"),
        unknown=answers.unknown,
        unreadable=answers.unreadable,
        other_exam=answers.other_exam,
        unsure_exam=answers.unsure_exam,
        unmarked=unmarked,
    )


def heat(answers: Scored, lesson: str, most: int) -> dict[str, dict[str, float | None]]:
    """Return the shares of each learner's answers to one lesson by item, of `most` learners, the weakest first.

    A share is None while nobody has marked the answer; an item that was not answered is missing.
    """
    found: dict[str, dict[str, float | None]] = {}
    number = [each.lesson for each in answers.lessons].index(lesson)
    for learner, item, share in answers.tables.execute(_HEAT, [number, most]).fetchall():
        found.setdefault(answers.learners[learner], {})[answers.items[item].id] = share
    return found


def _rows(answers: Scored, query: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
    """Return the rows of a query, each by the names of its columns; what is no number is None."""
    found = answers.tables.execute(query, values)
    names = [column[0] for column in found.description]
    return [
        {
            name: None if isinstance(cell, float) and not isfinite(cell) else cell
            for name, cell in zip(names, row, strict=True)
        }
        for row in found.fetchall()
    ]


def _items(answers: Scored, language: str) -> tuple[ItemMeasure, ...]:
    mistakes = _mistakes(answers, language)
    found = []
    for row in _rows(answers, _ITEMS):
        item = answers.items[row["item"]]
        enough = row["n"] >= FEW
        found.append(
            ItemMeasure(
                id=item.id,
                lesson=answers.lessons[row["lesson"]].lesson,
                objective=item.objective,
                is_marked=bool(item.criteria),
                use=item.use,
                stem=in_language(item.stem, language),
                answered=row["answered"],
                facility=Share.of(row["share"], row["n"]) if row["n"] else None,
                finally_right=row["final"],
                discrimination=row["discrimination"] if enough else None,
                hinted=row["hinted"],
                seconds=row["seconds"],
                mistakes=mistakes.get(row["item"], ()),
            )
        )
    return tuple(found)


def _guesses(answers: Scored, language: str) -> tuple[Guesses, ...]:
    """Return what was guessed at each item, the commonest first."""
    found: defaultdict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    joiner = settings(language).list_joiner
    for row in _rows(answers, "select * from guesses order by item, code"):
        item = answers.items[row["item"]]
        said = joiner.join(item.describe(answers.responses[row["code"]], language))
        found[row["item"], row["lesson"]][said] += row["n"]
    return tuple(
        Guesses(
            id=answers.items[item].id,
            lesson=answers.lessons[lesson].lesson,
            stem=in_language(answers.items[item].stem, language),
            key=joiner.join(answers.items[item].describe(answers.items[item].sample_response("right"), language)),
            n=counted.total(),
            guesses=tuple(counted.most_common()),
        )
        for (item, lesson), counted in found.items()
    )


def _mistakes(answers: Scored, language: str) -> dict[int, tuple[WrongAnswer, ...]]:
    """Return what went wrong in each item, the commonest first."""
    found: defaultdict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    known = [row for row in answers.tables.execute(_MISTAKES).fetchall() if row[1] is not None]  # words stay in schools
    for item, code, n in known:
        for slip in dict.fromkeys(answers.items[item].misconceptions(answers.responses[code], language)):
            found[item][slip] += n
    return {
        item: tuple(WrongAnswer(given, feedback, n) for (given, feedback), n in counted.most_common())
        for item, counted in found.items()
    }


def _help(answers: Scored) -> list[tuple[int, int]]:
    """Return objective and learner wherever somebody needs help, the weakest first."""
    return [(row["objective"], row["learner"]) for row in _rows(answers, _HELP, [FEWEST_ITEMS, DIGITS, HELP_BELOW])]


def _objectives(answers: Scored, helped: list[tuple[int, int]]) -> tuple[ObjectiveMeasure, ...]:
    sentences = {(lesson.lesson, name): text for lesson in answers.lessons for name, text in lesson.objectives.items()}
    sizes = Counter(
        (lesson.lesson, item.objective) for lesson in answers.lessons for item in lesson.items if item.use != "predict"
    )
    weak: defaultdict[int, list[str]] = defaultdict(list)
    for objective, learner in helped:
        weak[objective].append(answers.learners[learner])
    found = []
    for row in _rows(answers, _OBJECTIVES):
        lesson, name = key = answers.objectives[row["objective"]]
        share = Share.of(row["share"], row["n"])
        found.append(
            ObjectiveMeasure(
                id=name,
                lesson=lesson,
                sentence=sentences[key],
                items=sizes[key],
                share=share,
                help=tuple(weak[row["objective"]]),
            )
        )
    return tuple(found)


def _lessons(answers: Scored) -> tuple[LessonMeasure, ...]:
    reliable = {row["lesson"]: _reliability(row) for row in _rows(answers, _RELIABILITY) if row["alpha"] is not None}
    found = []
    for row in _rows(answers, _LESSONS):
        lesson = answers.lessons[row["lesson"]]
        found.append(
            LessonMeasure(
                lesson=lesson.lesson,
                title=lesson.title,
                mode=lesson.mode,
                learners=row["learners"],
                share=Share.of(row["share"], row["n"]) if row["n"] else None,
                seconds=row["seconds"],
                reliability=reliable.get(row["lesson"]),
            )
        )
    return tuple(found)


def _reliability(row: dict[str, Any]) -> Reliability:
    alpha, items, n = row["alpha"], row["items"], row["n"]
    low, high = alpha_range(alpha, items, n) if alpha < 1 else (1.0, 1.0)
    name = "KR-20" if row["plain"] else "Cronbach's alpha"
    return Reliability(name=name, alpha=alpha, low=low, high=high, items=items, n=n)


def _learners(answers: Scored, helped: list[tuple[int, int]]) -> tuple[LearnerMeasure, ...]:
    results: defaultdict[int, list[Result]] = defaultdict(list)
    sizes = [_size(lesson) for lesson in answers.lessons]
    for row in _rows(answers, _RESULTS):
        lesson, (fixed, points, drawn, each) = answers.lessons[row["lesson"]], sizes[row["lesson"]]
        missed = max(0, drawn - (row["answered"] - row["fixed"])) * each
        results[row["learner"]].append(
            Result(
                lesson=lesson.lesson,
                answered=row["answered"],
                of=fixed + drawn,
                points=row["points"],
                possible=row["marked"] + points - row["fixed_points"] + missed,
                share=row["share"],
                finally_right=row["final"],
            )
        )
    weak: defaultdict[int, list[str]] = defaultdict(list)
    for objective, learner in helped:
        weak[learner].append(answers.objectives[objective][1])
    shares = {row["learner"]: row["share"] for row in _rows(answers, _EACH)}
    return tuple(
        LearnerMeasure(name=name, share=shares.get(number), results=tuple(results[number]), help=tuple(weak[number]))
        for number, name in enumerate(answers.learners)
    )


def _size(lesson: LessonItems) -> tuple[int, float, int, float]:
    """Return how many items of a quiz everybody gets and their points, how many are drawn, and the points of such."""
    quiz = [item for item in lesson.items if item.use == "quiz"]
    fixed = [item.points for item in quiz if item.pool is None]
    pooled = [item.points for item in quiz if item.pool is not None]
    return len(fixed), sum(fixed), sum(lesson.pools.values()), sum(pooled) / max(1, len(pooled))


def _prepare_pairs(answers: Scored) -> None:
    """Make a table of the objectives that are asked before and after the course, and an empty one for their shares."""
    places = {name: number for number, (_, name) in enumerate(answers.objectives)}
    pairs = [
        (name.removeprefix(BEFORE), number, places[twin])
        for name, number in places.items()
        if (twin := parallel(name)) in places
    ]
    answers.tables.execute("create or replace temp table pairs (pair varchar, pre int, post int)")
    answers.tables.execute("create or replace temp table paired (learner ubigint, objective int, share double)")
    if pairs:
        answers.tables.executemany("insert into pairs values (?, ?, ?)", pairs)


def _gains(answers: Scored, by: str) -> tuple[Gain, ...]:
    """Return the gain for each pair of objectives, or over all of them when `by` is "0"."""
    return tuple(_gain(row) for row in _rows(answers, _GAIN.format(by=by)))


def _gain(row: dict[str, Any]) -> Gain:
    before, after, n = row["before"], row["after"], row["n"]
    low, high = mean_range(after - before, row["deviation"], n) if n > 1 else (None, None)
    return Gain(objective=str(row["pair"]), n=n, before=before, after=after, low=low, high=high)
