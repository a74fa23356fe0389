"""What loading, scoring and saving cost, each beside the plain way of doing it in the same run."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from random import Random
from statistics import median, quantiles

import yaml
from run import row, times

from kit.answers.attempt import Attempt
from kit.answers.store import AnswerStore
from kit.paths import data_folder
from kit.quiz import bank
from kit.quiz.score import score

BANK_FILES = 250
BANK_ITEMS = 20
WRITERS = 200
ANSWERS = 20
barrier: Barrier

PAUSE_SECONDS = 0.25  # on the average: 200 writers give 800 answers a second, more than any class


def rows() -> list[dict[str, object]]:
    """Return one row for each comparison."""
    return [_lesson(), _bank(), _score(), *_save()]


def _lesson() -> dict[str, object]:
    path = data_folder() / "items" / "00-start-here.yaml"

    def for_the_first_time() -> None:
        bank._converted.cache_clear()  # noqa: SLF001 - what was read before would cost nothing
        bank.load_lesson("00")

    ours, theirs = times(for_the_first_time, lambda: yaml.load(path.read_bytes(), yaml.CSafeLoader), rounds=30)
    return row("items of a lesson", ours, "PyYAML C loader alone", theirs)


def _bank() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        items = [item for lesson in bank.load_bank() for item in _as_written(lesson.path)]
        for number in range(BANK_FILES):
            chosen = [items[(number * BANK_ITEMS + place) % len(items)] for place in range(BANK_ITEMS)]
            _write(folder / f"{number:03}-lesson.yaml", number, chosen)
        files = sorted(folder.glob("*.yaml"))
        ours, theirs = times(
            lambda: bank.load_bank(folder),
            lambda: [yaml.load(file.read_bytes(), yaml.CSafeLoader) for file in files],
            rounds=3,
        )
    return row(f"bank of {BANK_FILES * BANK_ITEMS} items", ours, "PyYAML C loader alone", theirs)


def _as_written(path: Path) -> list[dict[str, object]]:
    items = yaml.load(path.read_bytes(), yaml.CSafeLoader)["items"]
    return [item for item in items if "replaces" not in item]  # such an item needs another one of its file


def _write(path: Path, number: int, items: list[dict[str, object]]) -> None:
    """Write a lesson of the given items under ids of their own."""
    renamed = [{**item, "id": f"q-b{number:03}-{place:02}", "objective": "any"} for place, item in enumerate(items)]
    lesson = {
        "lesson": f"{number:03}",
        "title": "Any",
        "question": "Any?",
        "minutes": {"teaching": 25, "exercises": 20},
        "mode": "practice",
        "objectives": {"any": "Do it."},
        "items": renamed,
    }
    lesson = json.loads(json.dumps(lesson))  # an item that comes twice is written twice, not as an alias
    path.write_text(yaml.dump(lesson, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _score() -> dict[str, object]:
    items = bank.load_lesson("00").items
    responses = [item.key for item in items]
    replies = [
        {"text": note.text, "facts": note.facts}
        for item, key in zip(items, responses, strict=True)
        for note in score(item, key).notes
    ]
    ours, theirs = times(
        lambda: [score(item, key) for item, key in zip(items, responses, strict=True)],
        lambda: [json.dumps(reply) for reply in replies],
        rounds=300,
    )
    return row(f"{len(items)} answers scored", ours, "writing their feedback as JSON", theirs)


def _save() -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as name:
        one_ours, one_theirs = _writers(Path(name) / "one", 1, 40)
        ours, theirs = _writers(Path(name) / "many", WRITERS, ANSWERS)
    plain = "append and fsync"
    return [
        row("one answer saved, p50", median(one_ours), plain, median(one_theirs)),
        row("one answer saved, p99", _p99(one_ours), plain, _p99(one_theirs)),
        row(f"{WRITERS} writers at once, p50", median(ours), plain, median(theirs)),
        row(f"{WRITERS} writers at once, p99", _p99(ours), plain, _p99(theirs)),
    ]


def _p99(times: list[float]) -> float:
    return quantiles(times, n=100)[-1]


def _writers(folder: Path, writers: int, answers: int) -> tuple[list[float], list[float]]:
    """Return the times of all answers of all writers, ours and those of a plain append."""
    return _at_once(_ours, folder / "ours", writers, answers), _at_once(_plain, folder / "plain", writers, answers)


def _at_once(write: Callable[..., list[float]], folder: Path, writers: int, answers: int) -> list[float]:
    folder.mkdir(parents=True)
    context = get_context("fork")
    with context.Pool(writers, _share, [context.Barrier(writers)]) as pool:
        found = pool.starmap(write, [(folder, f"learner-{number}", answers) for number in range(writers)], chunksize=1)
    return [spent for times in found for spent in times]


def _share(of_all: Barrier) -> None:
    """Let a writer know the barrier at which all wait until the last one is ready."""
    global barrier  # noqa: PLW0603
    barrier = of_all


def _attempt(learner: str) -> Attempt:
    return Attempt(
        learner=learner, lesson="02", item_id="q-members-03", response="VNM", score=1.0, max_score=1.0, verdict="right"
    )


def _ours(folder: Path, learner: str, answers: int) -> list[float]:
    store = AnswerStore(folder, learner)
    return _each(store.append, learner, answers)


def _plain(folder: Path, learner: str, answers: int) -> list[float]:
    path = folder / f"{learner}.jsonl"

    def append(attempt: Attempt) -> None:
        with path.open("ab", buffering=0) as file:
            file.write(
                json.dumps({name: getattr(attempt, name) for name in attempt.__struct_fields__}).encode() + b"\n"
            )
            os.fsync(file.fileno())

    return _each(append, learner, answers)


def _each(append: Callable[[Attempt], None], learner: str, answers: int) -> list[float]:
    append(_attempt(learner))
    pauses = Random(learner)  # noqa: S311 - no secret
    barrier.wait()
    times = []
    for _ in range(answers):
        attempt = _attempt(learner)
        begin = time.perf_counter()
        append(attempt)
        times.append((time.perf_counter() - begin) * 1e3)
        time.sleep(pauses.uniform(0, 2 * PAUSE_SECONDS))
    return times
