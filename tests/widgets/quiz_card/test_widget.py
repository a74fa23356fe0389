"""The card's Python side: what reaches the browser, when, and what is on disk by then."""

# ruff: noqa: SLF001 - the wire is driven as ipywidgets drives it

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest

import kit
from kit.answers.session import QuizSession
from kit.answers.store import AnswerStore
from kit.quiz.bank import read_file
from kit.quiz.interactions import Gaps, Typed
from kit.quiz.item import Item
from kit.quiz.kinds.registry import KINDS, AnyItem
from kit.quiz.rules import Rules
from kit.quiz.score import score
from kit.widgets.quiz_card.widget import QuizCard

SECRETS = ("FEEDBACK", "HINT", "fact-p08-rubber-forum")
YES_NO = {"right": "FEEDBACK yes", "wrong": "FEEDBACK no"}
REAL_SIZE = "A stem or a text as long as they are in a real lesson, so that bytes are counted fairly. "
SAMPLES = {item.kind: item for item in read_file(Path(__file__).parents[2] / "export" / "20-every-kind.yaml").items}


def options(*names: str) -> list[dict[str, Any]]:
    """Return options whose feedback is a secret until they are chosen."""
    return [{"id": name, "text": f"Text of {name}", "feedback": f"FEEDBACK {name}"} for name in names]


# The tests of these kinds write out responses; any other kind is tried with its sample.
SMALL: dict[str, dict[str, Any]] = {
    "single-choice": {"options": options("a", "b", "c", "d"), "key": "b"},
    "true-false": {"truth": False, "options": options("a", "b", "c"), "key": "b", "feedback": YES_NO},
    "map-click": {"options": options("VNM", "THA", "LAO"), "key": "VNM", "as_of": "2023-07-13"},
    "matching": {
        "prompts": options("a", "b", "c"),
        "options": [{"id": name, "text": f"Place {name}"} for name in "wxyz"],
        "key": {"a": "x", "b": "y", "c": "z"},
        "feedback": YES_NO,
    },
}


def with_secrets(part: Any, name: str = "") -> Any:  # noqa: ANN401 - any part of an item
    """Return a part of a sample in English, in which each text that must not be sent early says so."""
    if isinstance(part, dict) and "en" in part:
        is_secret = name in {"feedback", "sample", "rubric"}
        return f"FEEDBACK {part['en']}" if is_secret else part["en"]
    if isinstance(part, dict):
        inside = name if name in {"feedback", "rubric"} else ""
        return {field: with_secrets(value, inside or field) for field, value in part.items() if field != "facts"}
    return [with_secrets(value, name) for value in part] if isinstance(part, (list, tuple)) else part


def make(kind: str, number: int = 1, **changes: object) -> Item:
    """Return an item of a kind."""
    shared = {
        "id": f"q-card-{number:02}",
        "kind": kind,
        "objective": "card-use",
        "level": "recall",
        "stem": "Which one?",
        "facts": ["fact-p08-rubber-forum"],
        "hints": ["HINT one", "HINT two"],
        "points": 1.0,
    }
    fields = SMALL.get(kind) or with_secrets(msgspec.to_builtins(SAMPLES[kind]))
    return msgspec.convert(fields | shared | changes, AnyItem)


def leaves(part: object) -> Iterator[str]:
    """Yield the ids, words and numbers of a response; of a map, also what it names."""
    if isinstance(part, dict):
        yield from part
        yield from (leaf for value in part.values() for leaf in leaves(value))
    elif isinstance(part, list):
        yield from (leaf for value in part for leaf in leaves(value))
    else:
        yield str(part)


def typed_keys(item: Item) -> set[str]:
    """Return what has to be typed, which no browser knows before an answer."""
    right = item.sample_response("right")
    is_typed = isinstance(item.interaction("en"), (Typed, Gaps))
    return set(map(str, right.values() if isinstance(right, dict) else [right])) if is_typed else set()


class Wire:
    """A comm that writes down what would go to the browser."""

    def __init__(self) -> None:
        self.opened: list[dict[str, Any]] = []
        self.sent: list[dict[str, Any]] = []

    def create(self, **kwargs: Any) -> Comm:  # noqa: ANN401 - ipywidgets decides
        """Stand in for the function that opens a comm."""
        self.opened.append(kwargs["data"])
        return Comm(self)


class Comm:
    """One end of the wire."""

    comm_id = "0"

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def send(self, data: dict[str, Any], **_: object) -> None:
        """Write down one message."""
        self.wire.sent.append(json.loads(json.dumps(data)))

    def on_msg(self, _callback: object) -> None:
        """Take a callback that is never called."""

    def on_close(self, _callback: object) -> None:
        """Take a callback that is never called."""

    def close(self, **_: object) -> None:
        """Do nothing."""


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    """Return the wire of all widgets made in a test."""
    wire = Wire()
    monkeypatch.setattr("ipywidgets.widgets.widget.comm.create_comm", wire.create)
    return wire


@pytest.fixture
def store(tmp_path: Path) -> AnswerStore:
    """Return an empty answer file."""
    return AnswerStore(tmp_path / "answers", learner="hanako")


@pytest.fixture(params=sorted(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    """Give every kind in turn."""
    return str(request.param)


def card(items: list[Item], store: AnswerStore, **changes: Any) -> QuizCard:  # noqa: ANN401
    """Return a card as a lesson makes it."""
    objectives, also = changes.pop("objectives", None), changes.pop("also", ("", {}))
    session = QuizSession(items, **{"lesson": "02", "store": store, "seed": "hanako/02"} | changes)
    return QuizCard(session, title="A quiz", objectives=objectives, also=also)


def ask(card: QuizCard, wire: Wire, what: str, item: str = "q-card-01", **more: object) -> dict[str, Any]:
    """Send one message as the browser does and return the reply."""
    before = len(wire.sent)
    n = str(more.pop("n", uuid4()))
    card._handle_custom_msg({"ask": what, "n": n, "item": item, **more}, [])
    replies = [message["content"] for message in wire.sent[before:] if message["method"] == "custom"]
    assert len(replies) == 1
    assert replies[0]["n"] == n
    return replies[0]


def check(card: QuizCard, wire: Wire, response: object, item: str = "q-card-01") -> dict[str, Any]:
    """Answer an item and return the state that comes back."""
    return ask(card, wire, "check", item, response=response, seconds=2.5)["state"]


def bytes_of(data: object) -> int:
    """Return the size of a message on the wire."""
    return len(json.dumps(data, default=str, ensure_ascii=False).encode())


def test_nothing_secret_before_scoring(wire: Wire, store: AnswerStore, kind: str):
    """Neither key nor feedback nor hint text nor source is in spec, state or any message before an answer."""
    item = make(kind)
    card([item], store)
    sent = json.dumps([wire.opened, wire.sent], default=str, ensure_ascii=False)
    assert not any(secret in sent for secret in (*SECRETS, *typed_keys(item)))
    assert '"key"' not in sent


def test_a_second_language_says_no_more_than_the_first(wire: Wire, store: AnswerStore, kind: str):
    """A text in the second language comes in the same message as the text, so feedback and hints when they are due."""
    item = make(kind)
    texts = {text: f"{text} (ja)" for text in leaves(msgspec.to_builtins(item))}
    shown = card([item], store, also=("ja", texts))
    sent = json.dumps([wire.opened, wire.sent], default=str, ensure_ascii=False)
    assert not any(secret in sent for secret in (*SECRETS, *typed_keys(item)))
    assert shown.spec["also"][item.stem] == f"{item.stem} (ja)"
    state = check(shown, wire, item.sample_response("right"))
    notes = [note["text"] for note in state["feedback"]]
    assert state.get("also", {}).keys() >= {note for note in notes if note in texts}


def test_one_model_for_any_number_of_items(wire: Wire, store: AnswerStore):
    """Twenty items of all kinds are one model: at most 4 messages and 40 kB, script included."""
    kinds = (sorted(KINDS) * 2)[:20]
    items = [make(kind, number, stem=REAL_SIZE) for number, kind in enumerate(kinds, start=1)]
    shown = card(items, store, objectives={"card-use": REAL_SIZE})
    shown._handle_custom_msg({"ask": "ready"}, [])
    assert [data["state"]["_model_name"] for data in wire.opened] == ["AnyModel"]
    assert len(wire.opened) + len(wire.sent) + 1 <= 4
    assert sum(map(bytes_of, [*wire.opened, *wire.sent])) <= 40_000


def test_script_of_one_kind_is_small(store: AnswerStore):
    """A check on the way brings the frame and its own kind, no other."""
    shown = card([make("numeric")], store)
    assert shown._esm.endswith("card({numeric});")
    assert "ordering" not in shown._esm
    assert "place_each" not in shown.spec["strings"]


def test_right_answer(wire: Wire, store: AnswerStore, kind: str):
    """A right answer comes back with verdict, score, feedback and its source, and is on disk."""
    right = make(kind).sample_response("right")
    state = check(card([make(kind)], store), wire, right)
    assert (state["verdict"], state["score"], state["max_score"], state["saved"]) == ("right", 1, 1, True)
    assert state["feedback"][0]["text"].startswith("FEEDBACK")
    assert state["feedback"][0]["sources"] == ["the reporter (Kyodo), paragraph 8 (reported)"]
    attempt = store.read().attempts[-1]
    assert (attempt.response, attempt.verdict, attempt.lesson) == (right, "right", "02")
    assert (attempt.seed, attempt.seconds, attempt.learner) == ("hanako/02", 2.5, "hanako")


def test_wrong_answer_keeps_the_key(wire: Wire, store: AnswerStore, kind: str):
    """After a wrong answer the feedback of the chosen option comes, and not that of the key."""
    item = make(kind)
    wrong = item.sample_response("wrong")
    state = check(card([item], store), wire, wrong)
    assert state["verdict"] == score(item, wrong).verdict != "right"
    assert state["saved"] is True
    about = [note["option"] for note in state["feedback"] if note.get("option")]
    assert set(about) <= set(leaves(wrong))
    if kind in {"single-choice", "map-click"}:
        assert about == list(leaves(wrong))


@pytest.mark.usefixtures("wire")
def test_a_card_keeps_its_style_next_to_others(store: AnswerStore):
    """A page keeps one style for each id of anywidget: cards share an id where they share a style, and only there."""
    one, other, third = (card([make(kind)], store) for kind in ("single-choice", "map-click", "map-click"))
    ids = [shown.get_state()["_anywidget_id"] for shown in (one, other, third)]
    assert one._css != other._css
    assert ids[0] != ids[1] == ids[2]


@pytest.mark.usefixtures("wire")
def test_saved_before_the_reply(store: AnswerStore, monkeypatch: pytest.MonkeyPatch):
    """The answer is on disk before anything is sent."""
    seen: list[int] = []
    shown = card([make("single-choice")], store)
    monkeypatch.setattr(shown, "send", lambda _content: seen.append(len(store.read().attempts)))
    shown._handle_custom_msg({"ask": "check", "n": "1", "item": "q-card-01", "response": "b"}, [])
    assert seen == [1]


def test_unreadable_is_not_saved(wire: Wire, store: AnswerStore, kind: str):
    """What is no answer is explained, not counted and not saved."""
    state = check(card([make(kind)], store), wire, None)
    assert (state["verdict"], state["saved"], state["tries"]) == ("unreadable", False, 0)
    assert state["feedback"][0]["text"]
    assert store.read().attempts == ()


def test_full_disk(wire: Wire, store: AnswerStore, monkeypatch: pytest.MonkeyPatch):
    """When the disk is full the card says so, and nothing says 'saved', now or in the state kept for later."""

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    shown = card([make("single-choice")], store)
    monkeypatch.setattr("os.fsync", full)
    reply = ask(shown, wire, "check", response="b")
    assert "No space left" in reply["error"]
    assert "state" not in reply
    assert shown.state == {}


@pytest.mark.parametrize(
    ("place", "language", "said"),
    [
        ("session.score", "en", "Your answer is not saved"),
        ("session.score", "ja", "答えは保存されていません"),
        ("item_state.Setting.state", "en", "your answer is saved"),
        ("item_state.Setting.state", "ja", "答えは保存されました"),
    ],
)
def test_a_bug_is_not_silent(  # noqa: PLR0913, PLR0917 - place and words
    wire: Wire, store: AnswerStore, monkeypatch: pytest.MonkeyPatch, place: str, language: str, said: str
):
    """Whatever goes wrong, the learner hears whether the answer is on disk and where the error is written down."""
    shown = card([make("single-choice")], store, language=language)
    monkeypatch.setattr(f"kit.answers.{place}", lambda *_, **__: 1 / 0)
    error = ask(shown, wire, "check", response="b", n="a" * 32)["error"]
    assert said in error
    assert len(store.read().attempts) == ("state" in place)
    log = store.folder / "kit.log"
    assert str(log) in error
    assert "ZeroDivisionError" in log.read_text("utf-8")
    assert f'File "{__file__}"' in log.read_text("utf-8")


def test_a_request_may_come_twice(wire: Wire, store: AnswerStore):
    """An answer that the browser sends again, because no reply came, is saved once and brings the same state."""
    shown = card([make("single-choice")], store)
    first, second = (ask(shown, wire, "check", response="b", n="a" * 32) for _ in range(2))
    assert first == second
    assert len(store.read().attempts) == 1


@pytest.mark.parametrize(
    "message",
    [None, "check", [], {}, {"ask": "check"}, {"ask": "nonsense", "item": "q-card-01"}, {"ask": ["check"], "item": {}}],
)
def test_nonsense_from_the_browser(wire: Wire, store: AnswerStore, message: object):
    """A message that the card never sends gets an error, and the kernel goes on."""
    card([make("single-choice")], store)._handle_custom_msg(message, [])
    assert "error" in wire.sent[-1]["content"]


def test_hints_one_by_one(wire: Wire, store: AnswerStore):
    """Each request brings one hint more, none twice, and the number used is filed with the answer."""
    shown = card([make("single-choice")], store)
    assert ask(shown, wire, "hint")["state"]["hints"] == ["HINT one"]
    assert ask(shown, wire, "hint")["state"]["hints"] == ["HINT one", "HINT two"]
    assert ask(shown, wire, "hint")["state"]["hints"] == ["HINT one", "HINT two"]
    assert check(shown, wire, "b")["hints"] == ["HINT one", "HINT two"]
    assert store.read().attempts[-1].hints == 2


def test_retry(wire: Wire, store: AnswerStore):
    """Trying again takes verdict and feedback away, keeps response and hints, and the next go is one more try."""
    shown = card([make("single-choice")], store)
    ask(shown, wire, "hint")
    assert check(shown, wire, "a")["tries"] == 1
    again = ask(shown, wire, "retry")["state"]
    assert again == {"response": "a", "tries": 1, "saved": False, "hints": ["HINT one"], "feedback": []}
    assert check(shown, wire, "b")["tries"] == 2
    assert [attempt.verdict for attempt in store.read().attempts] == ["wrong", "right"]


@pytest.mark.parametrize("also", [("", {}), ("ja", {"Which one?": "どれ？"})])
def test_questions_that_come_later_say_their_language(wire: Wire, store: AnswerStore, also: tuple[str, dict[str, str]]):
    """When the time begins, one message brings the questions, what of them is English, and the second language."""
    shown = card([make("single-choice")], store, language="id", rules=Rules(minutes=5), also=also)
    assert "english" not in shown.spec
    before = len(wire.sent)
    spec = ask(shown, wire, "begin")["set"]["spec"]
    assert len(wire.sent) == before + 1
    assert "Which one?" in spec["english"]
    assert spec.get("also", {}) == also[1]
    assert shown.spec["english"] == spec["english"]


def test_pretest_has_no_verdict(wire: Wire, store: AnswerStore, kind: str):
    """A pretest says 'saved' and nothing else: no verdict, score or feedback in any message, and no hints."""
    shown = card([make(kind)], store, mode="pretest")
    assert shown.spec["items"][0]["hints"] == 0
    assert ask(shown, wire, "hint")["state"]["hints"] == []
    wrong = make(kind).sample_response("wrong")
    state = check(shown, wire, wrong)
    assert state == {"response": wrong, "tries": 1, "saved": True, "hints": [], "feedback": []}
    assert store.read().attempts[-1].verdict == score(make(kind), wrong).verdict != "right"
    later = card([make(kind)], store, mode="pretest")
    assert later.state["q-card-01"] == state


def test_earlier_answers_are_shown(wire: Wire, store: AnswerStore, kind: str):
    """A card made tomorrow shows the last answer, its verdict, feedback, hints and number of tries."""
    shown = card([make(kind)], store)
    ask(shown, wire, "hint")
    check(shown, wire, make(kind).sample_response("wrong"))
    ask(shown, wire, "retry")
    last = check(shown, wire, make(kind).sample_response("right"))
    assert card([make(kind)], store).state == {"q-card-01": last}


def test_views_opened_later_see_the_answer(wire: Wire, store: AnswerStore):
    """A view that is opened later asks what is known; nothing of it is in the state that a notebook may save."""
    shown = card([make("single-choice")], store)
    state = check(shown, wire, "b")
    assert [message["method"] for message in wire.sent] == ["custom"]
    shown._handle_custom_msg({"ask": "ready"}, [])
    assert wire.sent[-1]["content"] == {"set": {"state": {"q-card-01": state}}}
    assert "FEEDBACK" not in json.dumps(shown.get_state(), default=str)


def test_answer_that_fits_no_more(wire: Wire, store: AnswerStore):
    """An earlier answer whose option is gone is not shown; it stays in the file."""
    check(card([make("single-choice")], store), wire, "a")
    changed = make("single-choice", options=options("b", "c"))
    state = card([changed], store).state["q-card-01"]
    assert (state["response"], state["saved"], "verdict" in state) == (None, False, False)
    assert len(store.read().attempts) == 1


def test_other_lessons_do_not_show(wire: Wire, store: AnswerStore):
    """An answer filed under another lesson is not this card's."""
    check(card([make("single-choice")], store), wire, "a")
    assert card([make("single-choice")], store, lesson="03").state == {}


def test_language(store: AnswerStore):
    """Strings and stems come in the language of the card."""
    shown = card([make("single-choice", stem={"en": "Which?", "ja": "どれ？"})], store, language="ja")
    assert shown.spec["items"][0]["stem"] == "どれ？"
    assert shown.spec["strings"]["retry"] == "もう一度答える"


def scripts() -> list[Path]:
    """Return the scripts of the card and of the kinds of item."""
    house = Path(kit.__file__).parent
    return [*(house / "widgets" / "quiz_card").glob("*.js"), *(house / "quiz" / "kinds").rglob("*.js")]


def test_every_string_is_there_in_both_languages():
    """Every string that the scripts ask for exists, and is translated."""
    from kit.text import _read

    asked = {key for file in scripts() for key in re.findall(r'say\("(\w+)"', file.read_text("utf-8"))}
    english, japanese = (
        {key.partition("[")[0] for key in _read(language) if key.startswith("card.")} for language in ("en", "ja")
    )
    assert {f"card.{key}" for key in asked} <= english
    assert english == japanese


def test_scripts_never_write_html():
    """Data reaches the page as text alone."""
    for file in scripts():
        assert not [
            word
            for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write")
            if word in file.read_text("utf-8")
        ]


def test_countries_are_listed_by_name(store: AnswerStore):
    """The list beside a map is in the order of the alphabet, so that a name is found."""
    shown = card([make("map-click")], store)
    assert [option["id"] for option in shown.spec["items"][0]["options"]] == ["LAO", "THA", "VNM"]


def test_objectives_for_the_summary(store: AnswerStore):
    """The summary can say what each item was for."""
    shown = card([make("numeric")], store, objectives={"card-use": "Use a card."})
    assert shown.spec["goals"] == [{"text": "Use a card."}]
    assert "goal" not in shown.spec["items"][0]
    other = card([make("numeric"), make("numeric", 2, objective="card-make")], store, objectives={"card-make": "Make."})
    assert [item.get("goal", 0) for item in other.spec["items"]] == [-1, 0]


@pytest.mark.parametrize("kind", ["matching", "grouping", "true-false"])
def test_entries_are_mixed_by_the_seed(store: AnswerStore, kind: str):
    """Options come in an order that depends on the learner, so that the order of the file gives nothing away."""
    orders = {
        tuple(option["id"] for option in card([make(kind)], store, seed=f"{name}/02").spec["items"][0]["options"])
        for name in ("hanako", "taro", "ken", "yui", "ren", "mei", "sora", "aoi")
    }
    assert len(orders) > 2


def test_a_flag_is_a_switch(wire: Wire, store: AnswerStore):
    """Flagging is kept with the state, through an answer too, and is no attempt."""
    shown = card([make("single-choice")], store)
    assert ask(shown, wire, "flag")["state"]["flagged"] is True
    assert check(shown, wire, "b")["flagged"] is True
    assert ask(shown, wire, "retry")["state"]["flagged"] is True
    assert ask(shown, wire, "flag")["state"]["flagged"] is False
    assert len(store.read().attempts) == 1


def test_the_parts_of_an_answer(wire: Wire, store: AnswerStore):
    """After scoring each part says whether it is right, wrong or blank; in a pretest none does."""
    state = check(card([make("matching")], store), wire, {"a": "x", "b": "x"})
    assert state["parts"] == {"a": "right", "b": "wrong", "c": "blank"}
    later = check(card([make("matching")], store, mode="pretest"), wire, {"a": "x"})
    assert "parts" not in later


def test_a_copied_cell_says_the_same(wire: Wire, store: AnswerStore):
    """Two cards of one item in a notebook show one answer; a card in another language or of a learner does not."""
    one, copy = (card([make("single-choice"), make("numeric", 2)], store) for _ in range(2))
    other = card([make("single-choice")], AnswerStore(store.folder, "taro"))
    japanese = card([make("single-choice")], store, language="ja")

    def heard(shown: QuizCard, what: str, **more: object) -> list[dict[str, Any]]:
        del wire.sent[:]
        shown._handle_custom_msg({"ask": what, "n": f"v-{more}", "item": "q-card-01", **more}, [])
        return sorted((message["content"] for message in wire.sent), key=len)

    told, reply = heard(one, "check", response="a")
    assert reply == {"n": "v-{'response': 'a'}", **told}
    assert copy.state == one.state == {"q-card-01": told["state"]}
    assert other.state == japanese.state == {}
    heard(copy, "flag")
    assert one.state["q-card-01"]["flagged"] is True
    heard(copy, "retry")
    heard(copy, "check", response="b")
    assert one.state == copy.state
    assert one.state["q-card-01"]["tries"] == 2
    assert [attempt.verdict for attempt in store.read().attempts] == ["wrong", "right"]
