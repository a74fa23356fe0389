"""The order of options and items: mixed, and the same for the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from kit.quiz.item import Item
from kit.quiz.shuffle import drawn, shuffled

LETTERS = [{"id": name} for name in "abcde"]


@given(st.text())
def test_a_seed_gives_one_order(seed: str):
    """The same seed gives the same order, whatever the order things come in; nothing is lost or doubled."""
    mixed = shuffled(LETTERS, seed)
    assert mixed == shuffled(LETTERS[::-1], seed)
    assert sorted(thing["id"] for thing in mixed) == list("abcde")


def test_an_order_is_pinned():
    """The order for a seed is the same on every machine and in every version, for it is stored only as a seed."""
    assert "".join(thing["id"] for thing in shuffled(LETTERS, "me/02/1")) == "bedca"


def test_orders_are_even():
    """Every option comes first about equally often."""
    first = Counter(shuffled(LETTERS, f"seed {number}")[0]["id"] for number in range(5000))
    assert all(900 < count < 1100 for count in first.values())


def test_keep_order():
    """Where the author asks for it things stay as they are."""
    assert shuffled(LETTERS, "x", keep_order=True) == LETTERS


def test_a_new_option_moves_no_other():
    """An option that is added later leaves the others in their order."""
    before = shuffled(LETTERS, "me")
    after = shuffled([*LETTERS, {"id": "new"}], "me")
    assert [thing for thing in after if thing["id"] != "new"] == before


def test_items_and_options_can_be_mixed(make: Callable[..., Item]):
    """Items, options and their public dicts are mixed by their ids, and so in the same order."""
    item = make("single-choice")
    texts = [option["id"] for option in shuffled(item.public()["options"], "me")]
    assert [option.id for option in shuffled(item.options, "me")] == texts
    assert shuffled([item], "me") == [item]


def test_ordering_never_starts_in_order(make: Callable[..., Item]):
    """What has to be put in order is never shown in order, even with two entries."""
    for names in (["a", "b"], ["a", "b", "c"]):
        choices = [{"id": name, "text": name, "feedback": name} for name in names]
        item = make("ordering", options=choices, key=names)
        shown = [item.public_for(str(seed))["options"] for seed in range(200)]
        assert all([option["id"] for option in options] != names for options in shown)


def test_two_items_are_mixed_differently(make: Callable[..., Item]):
    """Items with the same option ids do not share one order."""
    items = [make("multiple-choice", id=f"q-test-{number:02}") for number in range(50)]
    orders = {tuple(option["id"] for option in item.public_for("me")["options"]) for item in items}
    assert len(orders) > 10


def test_kept_order_of_an_item(make: Callable[..., Item]):
    """An item whose options have an order of their own shows them in it."""
    item = make("single-choice", keep_order=True)
    assert [option["id"] for option in item.public_for("me")["options"]] == ["a", "b", "c"]


def test_drawing_from_pools(make: Callable[..., Item]):
    """A seed draws the asked number from each pool, keeps what is in no pool, and leaves the order of the file."""
    pooled = [make("numeric", id=f"q-a-{number:02}", pool="a") for number in range(12)]
    other = [make("numeric", id=f"q-b-{number:02}", pool="b") for number in range(3)]
    items = [make("numeric", id="q-first-01"), *pooled, *other, make("numeric", id="q-last-01")]
    chosen = drawn(items, {"a": 5, "b": 1}, "me/1")
    assert chosen == drawn(items, {"a": 5, "b": 1}, "me/1")
    assert [item.pool for item in chosen] == [None, "a", "a", "a", "a", "a", "b", None]
    assert [item for item in items if item in chosen] == chosen
    assert len({tuple(drawn(items, {"a": 5, "b": 1}, str(seed))) for seed in range(20)}) > 15
    assert drawn(items, {}, "me/1") == [items[0], items[-1]]
