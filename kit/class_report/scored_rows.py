"""The scored answers of a class as Parquet, for a district or a ministry: no name, and no word that somebody wrote.

A file has one row for each learner and item. Learners are numbers that follow from the name and a secret of the school,
which stays beside the hand-ins: the same learner has the same number next time, and nobody else can tell who it is.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from glob import escape
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from uuid import uuid4

from kit.class_report.collect import Collection
from kit.class_report.hand_in_files import find_files, read_files
from kit.class_report.names import KEY
from kit.class_report.scoring import Scored, scored
from kit.errors import KitError
from kit.extras import teacher_part
from kit.files import write_whole, writing
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Choice, Pairs
from kit.quiz.item import Item
from kit.text_files import read_content

with teacher_part("Scored rows"):
    import duckdb

_SECRET_BYTES = 32
_COLUMNS = [
    *("school", "class", "lesson", "objective", "item", "learner", "share", "final", "seconds", "hinted"),
    *("is_quiz", "is_fixed", "points", "response"),
]
# Rows are in the order of the numbers: that of the hand-ins follows the alphabet, and would tell who is who.
_WRITE = """
copy (
    select ?::varchar as school, ?::varchar as class, lessons.lesson, objectives.objective, items.item,
        learners.learner::ubigint as learner, answers.share, answers.final, answers.seconds, answers.hinted,
        answers.is_quiz, answers.is_fixed, answers.points, responses.response
    from answers
        join items on answers.item = items.number join lessons on answers.lesson = lessons.number
        join objectives on answers.objective = objectives.number join learners on answers.learner = learners.number
        left join closed on items.lesson || items.item = closed.key
        left join responses on answers.code = responses.number and closed.key is not null
    order by lessons.lesson, items.item, learners.learner::ubigint
) to '{path}' (format parquet, compression zstd)
"""
# A folder that is called a=b, as Spark makes them, adds no column of its own.
_OF_FILE = "from read_parquet(?, hive_partitioning = false)"
_MINE = f"{_OF_FILE} where list_contains(?::ubigint[], learner)"
_READ = """
create view rows as select * from read_parquet('{pattern}', hive_partitioning = false);
create table given as select lesson, item, response, count(*) as n from rows group by all;
create table responses_of as
select item, response, (row_number() over ())::int - 1 as code
from (select distinct item, response from given where response is not null);
create table guesses (item int, lesson int, code int, n int)
"""
_PLACES = """
create or replace temp table items as
select items.*, lessons.number as lesson_number, objectives.number as objective_number
from items join lessons using (lesson) join objectives using (lesson, objective)
"""
_UNKNOWN = "select item, sum(n)::int from given anti join items using (lesson, item) group by all order by all"
_FILL = """
create or replace temp table answers as
select rows.learner, here.number as item, here.lesson_number as lesson, here.objective_number as objective,
    rows.is_fixed, rows.hinted, said.code, rows.share, rows.final, rows.seconds
from rows join (select * from items where lesson in getvariable('lessons')) as here
        on rows.item = here.item and rows.lesson = here.lesson
    left join responses_of as said on rows.item = said.item and rows.response = said.response
where rows.lesson in getvariable('lessons')
"""


def write_scored_rows(
    collection: Collection, bank: Sequence[LessonItems], path: Path, school: str, group: str
) -> tuple[Path, int]:
    """Write the scored answers of a class, and return the file and the number of its rows.

    Parameters
    ----------
    collection : Collection
        The hand-ins; the secret of the school is kept in their folder.
    bank : sequence of LessonItems
        The items by which they are scored.
    path : pathlib.Path
        The file, ``.parquet``; earlier rows there are replaced.
    school, group : str
        What the district calls the school and the class.

    Raises
    ------
    KitError
        When it or the secret cannot be written, or it is not to be called ``.parquet``.
    """
    if path.suffix != ".parquet":
        raise KitError("Scored rows are Parquet.", where=str(path), do="Call the file CLASS.parquet.")
    if path.exists() and not _is_own(path):
        do = "Choose another name, or move that file away."
        raise KitError("Another file has this name, and is not replaced.", where=str(path), do=do)
    answers = scored(collection, bank)
    with writing("The rows", path), _refused_by_system(), TemporaryDirectory(prefix="kit-") as place:
        key, new = _secret(collection.folder), Path(place) / "rows.parquet"
        tables = answers.tables
        _name_all(tables, answers.lessons)
        closed = [lesson.lesson + item.id for lesson in answers.lessons for item in lesson.items if _is_closed(item)]
        _names(tables, "closed", key=closed)
        _names(tables, "learners", learner=[str(_number(name, key)) for name in answers.learners])
        _names(tables, "responses", response=[json.dumps(each, ensure_ascii=False) for each in answers.responses])
        tables.execute(_WRITE.format(path=str(new).replace("'", "''")), [school, group])
        count = tables.execute("select count(*) from answers").fetchone() or (0,)
        write_whole(path, new.read_bytes())
    tables.close()
    return path, int(count[0])


def read_scored_rows(folder: Path, bank: Sequence[LessonItems]) -> Scored:
    """Return the rows of all files below a folder, as `kit.class_report.analysis.measure` takes them.

    Raises
    ------
    KitError
        When a file is damaged or has other columns.
    """
    items = tuple(item for lesson in bank for item in lesson.items)
    objectives = tuple((lesson.lesson, name) for lesson in bank for name in lesson.objectives)
    spare = str(Path(gettempdir()) / f"kit-rows-{uuid4().hex}")  # made where memory is not enough, and gone at the end
    tables = duckdb.connect(
        config={"memory_limit": "3GB", "temp_directory": spare, "preserve_insertion_order": "false"}
    )
    _name_all(tables, bank)
    pattern = str(Path(escape(str(folder)), "**", "*.parquet")).replace("'", "''")
    try:
        tables.execute(_READ.format(pattern=pattern))
        said = tables.execute("select response from responses_of order by code").fetchall()
        (learners,) = tables.execute("select count(distinct learner) from rows").fetchone() or (0,)
        responses = [json.loads(row[0]) for row in said]
    except (duckdb.Error, ValueError, RecursionError) as error:
        where = next((path for path in sorted(folder.rglob("*.parquet")) if not _is_own(path)), folder)
        do = "Take the file out of the folder, or let the school write it again."
        raise KitError(f"The rows cannot be read: {str(error).splitlines()[0]}", where=str(where), do=do) from None
    unknown = dict(tables.execute(_UNKNOWN).fetchall())
    nobody = [""] * int(learners)
    return Scored(tables, tuple(bank), items, objectives, nobody, responses, unknown, 0, {}, {}, fill=_FILL)


def forget_rows(path: Path, secrets_of: Sequence[Path], name: str, *, is_trial: bool = False) -> int:
    """Take the rows of a learner out of a file, and return how many they are.

    Parameters
    ----------
    path : pathlib.Path
        A file of scored rows.
    secrets_of : sequence of pathlib.Path
        The secrets by which numbers may have been made of names.
    name : str
        The learner.
    is_trial : bool
        Only count them.

    Raises
    ------
    KitError
        When it is not a file of scored rows, or cannot be written.
    """
    if not _is_own(path):
        raise KitError("It is Parquet of another program, which may contain the name.")
    numbers = [_number(name, _read_secret(secret)) for secret in secrets_of]
    with (
        writing("The rows", path),
        _refused_by_system(),
        TemporaryDirectory(prefix="kit-") as place,
        duckdb.connect() as tables,
    ):
        new, names = Path(place) / "rows.parquet", [str(path), numbers]
        (count,) = tables.execute(f"select count(*) {_MINE}", names).fetchone() or (0,)
        if count and not is_trial:
            target = str(new).replace("'", "''")
            kept = f"select * {_MINE.replace('where', 'where not')}"
            tables.execute(f"copy ({kept}) to '{target}' (format parquet, compression zstd)", names)
            write_whole(path, new.read_bytes())
    return int(count)


def has_scored_rows(folder: Path) -> bool:
    """Return whether a folder has files of rows in it, and no hand-ins, next to which a school may keep its rows.

    Raises
    ------
    KitError
        When some of the rows are in a zip, where nobody would read them.
    """
    names = find_files(folder)[0] if folder.is_dir() else []
    if not any(name.endswith(".parquet") for name in names) or any(".jsonl" in name for name in names):
        return False
    packed: list[str] = []
    for name in names:
        for inner, content in read_files(str(folder / name), name) if name.casefold().endswith(".zip") else ():
            if ".jsonl" in inner or (inner == name and isinstance(content, KitError)):  # of the latter nobody knows
                return False
            packed += [name] if inner.endswith(".parquet") else []
    if packed:
        raise KitError(
            "Rows in a zip are not read.", where=str(folder / packed[0]), do="Unpack it, and delete the zip."
        )
    return True


@contextmanager
def _refused_by_system() -> Iterator[None]:
    """Let what the system refuses DuckDB, as on a full disk, be an error of the system."""
    try:
        yield
    except duckdb.IOException as error:
        raise OSError(str(error).splitlines()[0]) from None


def _is_closed(item: Item) -> bool:
    """Return whether a response is made of ids alone, so that no name can be in it."""
    return isinstance(item.interaction("en"), Choice | Pairs)


def _name_all(tables: duckdb.DuckDBPyConnection, bank: Sequence[LessonItems]) -> None:
    """Make tables of the names behind the numbers of lessons, objectives and items."""
    _names(tables, "lessons", lesson=[lesson.lesson for lesson in bank])
    objectives = [(lesson.lesson, name) for lesson in bank for name in lesson.objectives]
    _names(tables, "objectives", lesson=[home for home, _ in objectives], objective=[name for _, name in objectives])
    items = [(lesson.lesson, item.id, item.objective) for lesson in bank for item in lesson.items]
    homes, names, aims = ([each[at] for each in items] for at in range(3))
    _names(tables, "items", lesson=homes, item=names, objective=aims)
    tables.execute(_PLACES)


def _names(tables: duckdb.DuckDBPyConnection, table: str, **columns: list[str]) -> None:
    """Make a table of texts and their numbers."""
    chosen = ", ".join(f"unnest(?::varchar[]) as {name}" for name in columns)
    count = len(next(iter(columns.values())))
    tables.execute(
        f"create temp table {table} as select {chosen}, unnest(range(?)) as number", [*columns.values(), count]
    )


def _number(name: str, key: bytes) -> int:
    """Return the number of a learner, which nobody can make without the secret."""
    return int.from_bytes(blake2b(name.encode(), key=key, digest_size=8).digest())


def _is_own(path: Path) -> bool:
    """Return whether a file has the columns of scored rows."""
    try:
        with duckdb.connect() as tables:
            found = tables.execute(f"describe {_OF_FILE}", [str(path)]).fetchall()
    except duckdb.Error:
        return False
    return [row[0] for row in found] == _COLUMNS


def _secret(folder: Path) -> bytes:
    """Return the secret of a folder; two commands at once make one."""
    path = folder / KEY
    do = "Copy the hand-ins into a folder that you may write to."
    with writing("The secret behind the numbers of learners", path, do), suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, secrets.token_bytes(_SECRET_BYTES))
        except OSError:  # as on a full disk, which would leave an empty secret
            os.close(handle)  # Windows deletes no file that is open
            path.unlink()
            raise
        os.close(handle)
    return _read_secret(path)


def _read_secret(path: Path) -> bytes:
    """Return a secret; without all of it, numbers would tell whose they are."""
    secret = read_content(path)
    if not _SECRET_BYTES // 2 <= len(secret) <= blake2b.MAX_KEY_SIZE:  # schools of a district may share one
        do = "Put it back from a copy, or delete it: then learners get other numbers than in earlier rows."
        raise KitError("The secret behind the numbers of learners is damaged.", where=str(path), do=do)
    return secret
