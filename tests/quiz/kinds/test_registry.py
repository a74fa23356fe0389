"""Every kind, found by its folder, answers what others ask of it; one sample item of each serves all tests."""

from __future__ import annotations

import json

import pytest

from kit.quiz.bank import LessonItems
from kit.quiz.invalid_response import InvalidResponse
from kit.quiz.item import Item
from kit.quiz.kinds.registry import KINDS, folder_of
from kit.quiz.score import score
from kit.quiz.sealed import seal_items
from kit.text import strings


@pytest.fixture(params=sorted(KINDS))
def sample(request: pytest.FixtureRequest, every_kind: LessonItems) -> Item:
    """Give the sample item of each kind in turn."""
    found = [item for item in every_kind.items if item.kind == request.param]
    assert len(found) == 1, f"{every_kind.path} needs one item of kind {request.param}"
    return found[0]


def test_a_kind_has_the_name_of_its_folder():
    """The script of a kind is found by its name."""
    assert {folder_of(kind).rpartition("/")[2].removesuffix("_answer") for kind in KINDS} == {
        kind.replace("-", "_") for kind in KINDS
    }


def test_samples_are_right_wrong_and_invalid(sample: Item):
    """The right sample earns everything, the wrong one does not, and the invalid one is explained in each language."""
    assert score(sample, sample.sample_response("right")).verdict == "right"
    assert score(sample, sample.sample_response("wrong")).verdict in {"wrong", "partly"}
    invalid = sample.parse(sample.sample_response("invalid"))
    assert isinstance(invalid, InvalidResponse)
    assert all(f"quiz.unreadable.{invalid.reason}" in strings(language) for language in ("en", "ja"))


def test_the_sample_item_is_sound_and_keeps_its_key(sample: Item):
    """An author finds nothing wrong with it, and the browser gets neither key nor feedback."""
    assert list(sample.mistakes()) == []
    sent = json.dumps(sample.public("en"))
    assert '"key"' not in sent
    assert '"feedback"' not in sent


def test_a_response_is_read_in_words(sample: Item):
    """Each response of the right form reads as words in both languages; an invalid one as nothing."""
    for language in ("en", "ja"):
        assert all(sample.describe(sample.sample_response("wrong"), language))
    assert sample.describe(sample.sample_response("invalid")) == ()


def test_a_wrong_response_has_a_misconception_unless_a_person_judges(sample: Item):
    """What is wrong is named with its feedback; of the right response there is nothing to name."""
    found = sample.misconceptions(sample.sample_response("wrong"))
    assert bool(found) is not bool(sample.criteria)
    assert all(each.given and each.feedback for each in found)
    assert sample.misconceptions(sample.sample_response("right")) == ()


def test_a_sealed_item_takes_what_its_item_takes(sample: Item):
    """Without key, an exam takes samples of the right form and explains the others as the full item does."""
    anonymous = sample.anonymised()
    (exam,) = seal_items([sample], ["en", "ja"])
    assert score(anonymous, anonymous.sample_response("right")).verdict == "right"
    for name in ("right", "wrong"):
        response = anonymous.sample_response(name)
        is_marked = isinstance(response, dict) and "marks" in response  # an exam shows no rubric to mark by
        assert is_marked or score(exam, response).verdict == "unmarked"
    assert exam.parse(anonymous.sample_response("invalid")) == anonymous.parse(anonymous.sample_response("invalid"))
    assert score(exam, exam.example(exam.public())).verdict == "unmarked"


def test_an_example_tells_nothing_about_the_key(sample: Item):
    """The example of a call has the right form, whatever is right."""
    assert not isinstance(sample.parse(sample.example(sample.public())), InvalidResponse)
