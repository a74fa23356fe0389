"""Five interactions: all that a format, a worksheet or a key sheet needs to know of an item, in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict, replace

from kit.emphasis import concat, filled
from kit.text import settings, text_in

_SMALLEST, _LARGEST = 1e-9, 1e18  # between these a number is written with all its digits


class ScoredOption(Struct, frozen=True, kw_only=True):
    """An option, and the share of the points that it earns; below zero it takes points back."""

    id: str
    text: str
    share: float
    feedback: str


class Verdict(Struct, frozen=True, kw_only=True):
    """Whether the stem is true: the answer, the words for true and for false, and the feedback for right and wrong.

    The right verdict earns half of the points.
    """

    truth: bool
    words: tuple[str, str]
    right: str
    wrong: str
    share: float = 0.5

    @property
    def key(self) -> str:
        """The word for the right verdict."""
        return self.words[not self.truth]


class Choice(Struct, frozen=True, kw_only=True):
    """Choose one option, or several.

    Parameters
    ----------
    options : tuple of ScoredOption
        In the order of the item file.
    several : bool
        Whether more than one option may be chosen.
    keep_order : bool
        Whether the order of the options carries meaning, so that nobody mixes them.
    picture : str
        ``map`` when the options are countries, by their codes, to be chosen on a map.
    verdict : Verdict or None
        Whether the stem is true, to be said before the option that gives the reason.
    pieces : tuple of str
        Of options that are phrases of a text, the text: by turns a piece of it and the id of the option after it,
        ending with a piece.
    right, wrong : str
        Feedback when all is right, and otherwise; empty when the feedback of the options says it.
    """

    options: tuple[ScoredOption, ...]
    several: bool = False
    keep_order: bool = False
    picture: Literal["", "map"] = ""
    verdict: Verdict | None = None
    pieces: tuple[str, ...] = ()
    right: str = ""
    wrong: str = ""

    @property
    def phrases(self) -> dict[str, str]:
        """The texts of the options by their ids."""
        return {option.id: option.text for option in self.options}

    @property
    def key(self) -> tuple[ScoredOption, ...]:
        """The right options."""
        return tuple(option for option in self.options if option.share > 0)

    def joined(self, language: str) -> Choice:
        """Return the choice without a verdict to say first: each verdict with each reason is an option."""
        verdict = self.verdict
        if verdict is None:
            return self
        options, said, joiner = [], text_in(language), settings(language).joiner
        for name, word in zip(("true", "false"), verdict.words, strict=True):
            is_right = word == verdict.key
            for option in self.options:
                text = filled(partial(said, "export.verdict", verdict=word), reason=option.text)
                share = verdict.share + option.share if is_right else 0.0
                feedback = concat(verdict.right, option.feedback, between=joiner) if is_right else verdict.wrong
                options.append(ScoredOption(id=f"{name}-{option.id}", text=text, share=share, feedback=feedback))
        return replace(self, options=tuple(options), verdict=None)


class Target(Struct, frozen=True, kw_only=True):
    """Where a thing can go."""

    id: str
    text: str


class Thing(Struct, frozen=True, kw_only=True):
    """What has to be placed, and where it belongs."""

    id: str
    text: str
    target: Target
    feedback: str


class Pairs(Struct, frozen=True, kw_only=True):
    """Put each thing where it belongs.

    Parameters
    ----------
    things : tuple of Thing
        In the order of the item file.
    targets : tuple of Target
        In the order of the item file; of an order, its numbers.
    right, wrong : str
        Feedback when all is right, and otherwise.
    scoring : str
        ``each``: a share for each thing in its place; ``run``: the things are put in order, and the longest run counts.
    shared : bool
        Whether several things can go to one target.
    pieces : tuple of str
        Of things that are phrases of a text, the text, as in `Choice`.
    takes_back : bool
        Whether some things belong nowhere: they earn nothing, and placed somewhere they take a share back.
    """

    things: tuple[Thing, ...]
    targets: tuple[Target, ...]
    right: str
    wrong: str
    scoring: Literal["each", "run"] = "each"
    shared: bool = False
    pieces: tuple[str, ...] = ()
    takes_back: bool = False

    @property
    def phrases(self) -> dict[str, str]:
        """The texts of the things by their ids."""
        return {thing.id: thing.text for thing in self.things}

    @property
    def is_order(self) -> bool:
        """Whether the things are put in order."""
        return self.scoring == "run"

    @property
    def unused(self) -> tuple[Target, ...]:
        """The targets to which nothing belongs."""
        used = {thing.target for thing in self.things}
        return tuple(target for target in self.targets if target not in used)

    def in_order(self) -> tuple[Thing, ...]:
        """Return the things in the order of their targets."""
        return tuple(sorted(self.things, key=lambda thing: self.targets.index(thing.target)))


class TypedForm(Struct, frozen=True, kw_only=True):
    """A text that learners type, the share of the points that it earns, and the feedback."""

    text: str
    share: float
    feedback: str


class Typed(Struct, frozen=True, kw_only=True):
    """Type a number or a few words.

    Parameters
    ----------
    forms : tuple of TypedForm
        The accepted forms, then the errors that are expected.
    right, wrong : str
        Feedback for an accepted form, and for all that is not foreseen.
    number : float or None
        The key when a number is asked for.
    tolerance : float
        How far from the number a right answer may be.
    unit : str
        The unit of the number.
    """

    forms: tuple[TypedForm, ...]
    right: str
    wrong: str
    number: float | None = None
    tolerance: float = 0.0
    unit: str = ""

    @property
    def accepted(self) -> tuple[TypedForm, ...]:
        """The right forms."""
        return tuple(form for form in self.forms if form.share > 0)

    @property
    def errors(self) -> tuple[TypedForm, ...]:
        """The wrong forms that are expected."""
        return tuple(form for form in self.forms if form.share <= 0)


class TextGap(Struct, frozen=True, kw_only=True):
    """One gap: the accepted forms, and the feedback for anything else."""

    id: str
    accepted: tuple[str, ...]
    feedback: str


class Gaps(Struct, frozen=True, kw_only=True):
    """Fill the gaps of a text.

    Parameters
    ----------
    pieces : tuple of str
        By turns a piece of the text and the id of the gap after it, ending with a piece of the text.
    gaps : tuple of TextGap
        In the order of the item file.
    right, wrong : str
        Feedback when all gaps are right, and otherwise.
    """

    pieces: tuple[str, ...]
    gaps: tuple[TextGap, ...]
    right: str
    wrong: str

    def in_order(self) -> tuple[TextGap, ...]:
        """Return the gaps in the order of the text."""
        by_id = {gap.id: gap for gap in self.gaps}
        return tuple(by_id[name] for name in self.pieces[1::2])

    def text(self, gap: Callable[[str], str], words: Callable[[str], str] = str) -> str:
        """Return the text; `gap` writes the gap of an id, `words` a piece between gaps."""
        return "".join(gap(piece) if place % 2 else words(piece) for place, piece in enumerate(self.pieces))


class RubricLine(Struct, frozen=True, kw_only=True):
    """One line of a rubric, and its weight."""

    text: str
    weight: float


Quality = Literal["strong", "middle", "weak"]


class MarkedAnswer(Struct, frozen=True, kw_only=True):
    """An answer as a pupil could write it: how good it is, its mark for each line of the rubric, and its points."""

    level: Quality
    text: str
    marks: tuple[float, ...]
    points: float


class Open(Struct, frozen=True, kw_only=True):
    """Answer in one's own words: a sample answer, the rubric to mark by, the points, and answers marked already.

    The marked answers are for teachers alone.
    """

    sample: str
    rubric: tuple[RubricLine, ...]
    points: float = 1.0
    exemplars: tuple[MarkedAnswer, ...] = ()


Interaction = Choice | Pairs | Typed | Gaps | Open


def texts_of(part: object) -> Iterator[str]:
    """Yield each text of an interaction, and each id."""
    if isinstance(part, str):
        yield part
    inside = part if isinstance(part, tuple) else asdict(part).values() if isinstance(part, Struct) else ()
    for each in inside:
        yield from texts_of(each)


def plain_number(value: float) -> str:
    """Return a number as one writes it: no decimals where there are none, and no powers of ten where digits do.

    Examples
    --------
    >>> plain_number(1973.0), plain_number(0.5), plain_number(22_139e12)
    ('1973', '0.5', '22139000000000000')
    """
    short = f"{value:.15g}"
    return f"{Decimal(short):f}" if "e" in short and _SMALLEST < abs(value) < _LARGEST else short
