"""Paper: a worksheet and its key for each lesson and version, as pages for a browser and as PDF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from importlib.util import find_spec
from itertools import islice, product
from math import inf
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from kit.emphasis import concat
from kit.export.letters_in_print import without_letters
from kit.export.pictures import picture_of
from kit.export.print_layout import laid_out
from kit.export.request import ExportRequest, Format, folder_of
from kit.export.verdict_losses import verdict_losses
from kit.export.wording import Wording
from kit.export.worksheet_pages import Page, paginate
from kit.extras import INSTALL
from kit.facts.documents import documents
from kit.facts.documents import style as reading_style
from kit.html import html_of, templates
from kit.line_wrap import wide
from kit.quiz.bank import LessonItems
from kit.quiz.interactions import Choice, Gaps, Interaction, Open, Pairs, Typed
from kit.quiz.item import Item
from kit.quiz.shuffle import shuffled
from kit.text import date_in, settings

if TYPE_CHECKING:
    from jinja2 import Template

_WORDS, _LONG_LINES = 1, 6  # lines to write on
_MM = 25.4 / 96  # of a unit of CSS
_ROOM_MM = 297 - 18 - 20 - 3  # of a page between its margins, and a little less
_ENDLESS_MM = 1_000_000  # of a page that has room for any lesson
_EMPTY = 1 / 3  # of a page, at most
_ORDERS = 40  # tried for each version, of each sort, until one fits on as many pages as the first
_GAPS_MM = ((6, 30), (14, 60), (inf, 90))  # letters of the longest key, and the room to write them by hand
_LINE_MM = 70  # to write a few words on
_MANY = 8  # options that are set in columns, if they are short
_STACKED = 12  # places that still stand next to the things that go there
_COLUMNS = ((22, 3), (34, 2), (inf, 1))  # letters of the longest option, and the columns
_SMALL = 9 / 11  # of the letters of a worksheet are those of its key


class Map(NamedTuple):
    """A map that the questions of a day share: its id on the page, its number, the day in words, and the picture."""

    id: str
    number: int
    day: str
    svg: str


class Pack(NamedTuple):
    """The documents that some questions share: the id of their block on the page, and what is in it."""

    id: str
    documents: tuple[str, ...]
    wording: Wording

    @property
    def html(self) -> str:
        """The documents as HTML."""
        return html_of(documents(self.documents, self.wording.language, self.wording.folder).to_element())


class Place(NamedTuple):
    """Where a block goes: whether it begins a page, the space above it, and whether it is higher than a page."""

    begins: bool = False
    space_mm: float = 0.0
    is_long: bool = False


class Question(NamedTuple):
    """What a worksheet shows of an item, and what its key shows.

    `ask` is a string of the kit that says what to do; `verdicts` are true and false to choose from; `pieces` is a
    text cut at its gaps, `phrases` one cut at the phrases in it; `boxes` are things with an empty box; `options` stand
    beside their letters. `mark` is the answer as short as can be; `why` is feedback, each after the letter or the
    text that it is about.
    """

    ask: str = ""
    map: Map | None = None
    verdicts: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    gap_mm: int = 0
    phrases: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    columns: int = 1
    lines: int = 0
    unit: str = ""
    mark: str = ""
    answer: tuple[str, ...] = ()
    why: tuple[tuple[str, str], ...] = ()

    @property
    def is_stacked(self) -> bool:
        """Whether there are so many places that they stand below the things."""
        return len(self.options) > _STACKED

    @property
    def why_columns(self) -> int:
        """In how many columns the feedback is set."""
        return _columns([f"{about} {feedback}" for about, feedback in self.why], _SMALL)


def write(request: ExportRequest) -> dict[Path, bytes]:
    """Return for each lesson and version a worksheet and a key, each as HTML and, where it can be made, as PDF."""
    folder, files = folder_of(request), dict[Path, bytes]()
    booklets = {lesson.path: _Booklet(request, lesson) for lesson in request.lessons}
    sheets = list(product(request.lessons, ascii_uppercase[: request.versions], (False, True)))
    for lesson, letter, is_key in request.watch(sheets):
        page = booklets[lesson.path].page(letter, is_key=is_key)
        file = folder / f"{lesson.path.stem}-{letter}{'-key' if is_key else ''}.html"
        files |= {file: page.encode(), **_pdf(file, page)}
    return files


def first_version(request: ExportRequest, lesson: LessonItems) -> tuple[str, str]:
    """Return the worksheet of a lesson and its key as pages of HTML, with the items in the order of their file."""
    booklet, letter = _Booklet(request, lesson), ascii_uppercase[0]
    return booklet.page(letter, is_key=False), booklet.page(letter, is_key=True)


class _Booklet:
    """The worksheets and keys of one lesson."""

    def __init__(self, request: ExportRequest, lesson: LessonItems) -> None:
        self._lesson, self._wording = lesson, Wording(request.language, lesson.folder)
        self._items = sorted(lesson.items, key=_is_practice)
        self._shapes = {item.id: item.interaction(request.language) for item in lesson.items}
        self._maps = self._drawn(request)
        packs = dict.fromkeys(item.documents for item in lesson.items if item.documents)
        self._packs = {ids: Pack(f"texts-{count}", ids, self._wording) for count, ids in enumerate(packs, start=1)}
        # On a worksheet no id of an item is seen: it may give away what the item is about.
        self._names = {item.id: f"block-{count}" for count, item in enumerate(lesson.items, start=1)}
        self._orders: dict[str, list[Item]] = {}

    def page(self, letter: str, *, is_key: bool) -> str:
        """Return a page; the first version keeps the order of the items, the others mix it."""
        order = self._order(letter)
        return self._render(letter, order, is_key=is_key, places=self._places(order, is_key=is_key))

    def _drawn(self, request: ExportRequest) -> dict[str | None, Map]:
        """Return one map for each day, with all states that the questions of that day offer."""
        maps: dict[str | None, Map] = {}
        if request.draw is None:
            return maps
        codes: dict[str | None, set[str]] = {}
        for item in self._lesson.items:
            shape = self._shapes[item.id]
            if isinstance(shape, Choice) and shape.picture:
                codes.setdefault(item.as_of, set()).update(option.id for option in shape.options)
        for number, (day, found) in enumerate(codes.items(), start=1):
            words = date_in(date.fromisoformat(day), request.language) if day else ""
            svg = request.draw(tuple(sorted(found)), day or "today", request.language)
            maps[day] = Map(f"map-{number}", number, words, svg)
        return maps

    @cached_property
    def _shared(self) -> set[str]:
        """Ids of maps and documents, each of which is before the first item about it."""
        return {*(found.id for found in self._maps.values()), *(pack.id for pack in self._packs.values())}

    def _map_of(self, item: Item) -> Map | None:
        shape = self._shapes[item.id]
        return self._maps.get(item.as_of) if isinstance(shape, Choice) and shape.picture else None

    def _question(self, item: Item, seed: str) -> Question:
        shape, found = self._shapes[item.id], self._map_of(item)
        question: Question = ENTRIES[type(shape)](item, shape, self._wording, seed)
        if found is None:
            return question
        return question._replace(ask="map_several" if question.ask == "several" else "map", map=found, columns=3)

    def _render(
        self, letter: str, order: Sequence[Item], *, is_key: bool, places: Mapping[str, Place] | None = None
    ) -> str:
        seed = f"paper/{self._lesson.lesson}/{letter}"
        return _template().render(
            lesson=self._lesson,
            letter=letter,
            is_key=is_key,
            questions=[(item, self._question(item, seed), self._names[item.id]) for item in order],
            places=defaultdict(Place, places or {}),
            more=self._more(order, is_key=is_key),
            packs=self._packs,
            reading=reading_style() if self._packs else "",
            points=self._wording.number(sum(item.points for item in order if item.use != "predict")),
            wording=self._wording,
            text=self._wording.kit,
            signs=settings(self._wording.language),
            number=self._wording.number,
            picture_of=picture_of,
        )

    @cached_property
    def _heights(self) -> dict[bool, dict[str, float]]:
        """Of worksheet and key: the height of each block in mm, as they are on one endless page."""
        endless = f"@page {{ size: 210mm {_ENDLESS_MM}mm !important }}"
        blocks, found = {"head", "more", *self._shared, *self._names.values(), "end"}, {}
        for is_key in (False, True):
            page = self._render(ascii_uppercase[0], self._items, is_key=is_key)
            (whole,) = laid_out(page, endless).pages
            tops = {name: top for name, (_, top, _, _) in whole.anchors.items() if name in blocks}
            found[is_key] = {
                name: (end - top) * _MM for (name, top), end in zip(tops.items(), [*tops.values()][1:], strict=False)
            }
        return found

    def _blocks(self, order: Sequence[Item], *, is_key: bool) -> list[str]:
        """Return the ids of the blocks: heading, items, and each map or document before the first item about it."""
        names = dict.fromkeys(["head"])
        for item in order:
            if not is_key and (found := self._map_of(item)):
                names[found.id] = None
            if not is_key and item.documents:
                names[self._packs[item.documents].id] = None
            names[self._names[item.id]] = None
        return list(names)

    def _pages(self, order: Sequence[Item], *, is_key: bool) -> list[Page]:
        heights = self._heights[is_key]
        more = {self._more(order, is_key=is_key): heights.get("more", 0.0)}
        names = self._blocks(order, is_key=is_key)
        follows = {place for place, name in enumerate(names, start=1) if name in self._shared}
        return paginate([more.get(name, 0.0) + heights[name] for name in names], _ROOM_MM, follows)

    def _more(self, order: Sequence[Item], *, is_key: bool) -> str:
        """Return the id of the block that the heading of the items for practice is above; empty if there is none."""
        core = [item for item in order if not _is_practice(item)]
        before = set(self._blocks(core, is_key=is_key))
        return next((name for name in self._blocks(order, is_key=is_key) if core and name not in before), "")

    def _order(self, letter: str) -> Sequence[Item]:
        """Return the items in an order that takes as many pages as the first version, and leaves none half empty."""
        if letter == ascii_uppercase[0]:
            return self._items
        if letter not in self._orders:
            seed = f"paper/{self._lesson.lesson}/{letter}"
            seeds = [f"{seed}/{count}" if count else seed for count in range(_ORDERS)]
            mixes: list[Callable[[str], Sequence[Item]]] = [lambda one: shuffled(self._items, one)]
            mixes += [self._within_pages] if has_pdf() else []
            orders = (sorted(mix(one), key=_is_practice) for mix in mixes for one in seeds)
            self._orders[letter] = self._best(orders) if has_pdf() else next(orders)
        return self._orders[letter]

    def _within_pages(self, seed: str) -> list[Item]:
        """Return the items of each page of the first version mixed among themselves: all fit again."""
        items = {self._names[item.id]: item for item in self._items}
        names, order = iter(self._blocks(self._items, is_key=False)), []
        for number, page in enumerate(self._pages(self._items, is_key=False)):
            order += shuffled([items[name] for name in islice(names, page.blocks) if name in items], f"{seed}/{number}")
        return order

    def _best(self, orders: Iterable[list[Item]]) -> list[Item]:
        """Return the first order without a flaw, or the one with the fewest."""
        tried: list[tuple[tuple[int, int], int, list[Item]]] = []
        for order in orders:
            tried.append((self._flaws(order), len(tried), order))
            if not any(tried[-1][0]):
                return order
        return min(tried)[-1]

    def _flaws(self, order: Sequence[Item]) -> tuple[int, int]:
        """Return how many pages more or less than the first version an order takes, and how many stay a third empty."""
        found = [self._pages(order, is_key=is_key) for is_key in (False, True)]
        more = sum(abs(len(pages) - count) for pages, count in zip(found, self._counts, strict=True))
        return more, sum(page.empty > _EMPTY for pages in found for page in pages)

    @cached_property
    def _counts(self) -> list[int]:
        """Of the first version: the pages of worksheet and key."""
        return [len(self._pages(self._items, is_key=is_key)) for is_key in (False, True)]

    def _places(self, order: Sequence[Item], *, is_key: bool) -> dict[str, Place]:
        """Return where each block goes; nothing where no PDF is made."""
        if not has_pdf():
            return {}
        names, places = iter(self._blocks(order, is_key=is_key)), {}
        heights, before = self._heights[is_key], ""
        for number, page in enumerate(self._pages(order, is_key=is_key)):
            for place, name in enumerate(islice(names, page.blocks)):
                begins, is_long = number > 0 and place == 0, heights[name] > _ROOM_MM
                is_apart = place > 0 and before not in self._shared
                places[name] = Place(begins, page.space_mm if is_apart else 0.0, is_long)
                before = name
        return places


def _is_practice(item: Item) -> bool:
    return item.use == "practice"


@cache
def _template() -> Template:
    """Return the template of a page; every text in it is escaped."""
    return templates(Path(__file__).parent).get_template("paper.html")


@cache
def has_pdf() -> bool:
    """Return whether PDF can be made here: WeasyPrint needs Pango, which most Linux systems have."""
    try:
        import weasyprint  # noqa: F401 - it loads Pango
    except (ImportError, OSError):
        return False
    return True


def _pdf(file: Path, page: str) -> dict[Path, bytes]:
    if not has_pdf():
        return {}
    return {file.with_suffix(".pdf"): laid_out(page).write_pdf(pdf_tags=True) or b""}


def _lettered(texts: Sequence[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Return a letter and a text for each id."""
    return {name: (letter, text) for (name, text), letter in zip(texts, _letters(), strict=False)}


def _letters() -> Iterator[str]:
    """Yield A to Z, then AA, AB, ..."""
    yield from ascii_uppercase
    yield from (first + second for first in ascii_uppercase for second in ascii_uppercase)


def _choice(item: Item, shape: Choice, wording: Wording, seed: str) -> Question:
    if shape.pieces:
        return _underlining(shape, wording)
    options = {option.id: option for option in shape.options}
    letters = _lettered([(option.id, option.text) for option in item.mix(shape.options, seed)])
    keys, comma = {option.id for option in shape.key}, settings(wording.language).comma
    right = [lettered for name, lettered in letters.items() if name in keys]
    question = Question(
        "several" if shape.several else "one",
        options=tuple(letters.values()),
        columns=_columns([option.text for option in shape.options]),
        mark=comma.join(letter for letter, _ in right),
        answer=tuple(concat(*pair, between=" ") for pair in right),
        why=tuple((letter, options[name].feedback) for name, (letter, _) in letters.items()),
    )
    if shape.verdict is None:
        return question
    verdict = shape.verdict.key
    return question._replace(
        ask="reason",
        verdicts=shape.verdict.words,
        mark=f"{verdict}{comma}{question.mark}",
        answer=(verdict, *question.answer),
        why=((verdict, shape.verdict.right), *question.why),
    )


def _columns(texts: Sequence[str], size: float = 1.0) -> int:
    """Return in how many columns texts are set, in letters of a size: many short ones would take a page."""
    longest = size * max(map(wide, texts), default=0)
    return next(columns for letters, columns in _COLUMNS if longest <= letters) if len(texts) >= _MANY else 1


def _gap_mm(forms: Iterable[str]) -> int:
    """Return the room to write the longest of some forms."""
    longest = max(map(wide, forms))
    return next(width for letters, width in _GAPS_MM if longest <= letters)


def _underlining(shape: Choice, wording: Wording) -> Question:
    """Return a text in which phrases are underlined."""
    key = tuple(option.text for option in shape.key)
    why = tuple((option.text, option.feedback) for option in shape.options)
    mark = settings(wording.language).list_joiner.join(key)
    return Question("underline", phrases=_phrases(shape), mark=mark, answer=key, why=why)


def _phrases(shape: Choice | Pairs) -> tuple[str, ...]:
    """Return the text of the phrases, cut at each of them."""
    return tuple(shape.phrases[piece] if at % 2 else piece for at, piece in enumerate(shape.pieces))


def _typed(_item: Item, shape: Typed, wording: Wording, _seed: str) -> Question:
    first = replace(shape, forms=shape.accepted[:1])
    why = ((wording.typed(shape, shape.accepted[0]), shape.right), *wording.expected_errors(shape))
    room = max(_LINE_MM, _gap_mm([why[0][0]]))
    mark, answer = wording.accepted(first), (wording.accepted(shape),)
    return Question(lines=_WORDS, gap_mm=room, unit=shape.unit, mark=mark, answer=answer, why=why)


def _pairs(item: Item, shape: Pairs, _wording: Wording, seed: str) -> Question:
    """Return things with boxes for the numbers of an order, or for the letters of their targets."""
    if shape.is_order:
        mixed = item.mix(shape.things, seed)
        mark = " ".join(thing.target.text for thing in mixed)
        why = tuple((concat(thing.target.text, " ", thing.text), thing.feedback) for thing in shape.in_order())
        return Question("order", boxes=tuple(thing.text for thing in mixed), mark=mark, answer=(mark,), why=why)
    seed = f"{seed}/{item.id}"
    targets = shape.targets if shape.shared else shuffled(shape.targets, seed)
    letters = _lettered([(target.id, target.text) for target in targets])
    mixed = shuffled(shape.things, seed)
    mark = " ".join(letters[thing.target.id][0] for thing in mixed)
    return Question(
        "groups" if shape.shared else "letters",
        phrases=_phrases(shape),
        boxes=tuple(thing.text for thing in mixed),
        options=tuple(letters.values()),
        columns=_columns([target.text for target in shape.targets]) if len(targets) > _STACKED else 1,
        mark=mark,
        answer=(mark,),
        why=tuple((concat(letters[thing.target.id][0], " ", thing.text), thing.feedback) for thing in mixed),
    )


def _gaps(_item: Item, shape: Gaps, wording: Wording, _seed: str) -> Question:
    gaps = shape.in_order()
    answer = tuple(" / ".join(gap.accepted) for gap in gaps)
    why = tuple((gap.accepted[0], gap.feedback) for gap in gaps)
    return Question(
        pieces=shape.pieces[::2],
        gap_mm=_gap_mm(gap.accepted[0] for gap in gaps),  # all are as wide, so that none gives its key away
        mark=settings(wording.language).comma.join(gap.accepted[0] for gap in gaps),
        answer=answer,
        why=why,
    )


def _open(_item: Item, shape: Open, wording: Wording, _seed: str) -> Question:
    rubric = [(wording.kit("export.rubric"), line) for line in wording.rubric(shape)]
    why = (*rubric, *wording.exemplars(shape))
    return Question(lines=_LONG_LINES, mark="…", answer=(shape.sample,), why=why)


def without_map(shape: Interaction, request: ExportRequest) -> Iterator[str]:
    """Yield that an item loses its map, when nobody draws it."""
    if request.draw is None and isinstance(shape, Choice) and shape.picture:
        yield "the map; the states stand in a list"


def left_out(_item: Item, shape: Interaction, request: ExportRequest) -> Iterator[str]:
    """Yield what an item loses: the map when nobody draws it, and the PDF where it cannot be made."""
    yield from without_map(shape, request)
    yield from verdict_losses(shape)
    if find_spec("weasyprint") is None:
        yield f"a PDF, which needs weasyprint: run {INSTALL}"
    elif not has_pdf():
        yield "a PDF, as Pango is not installed here; open the page in a browser and print it"


ENTRIES: dict[type[Interaction], Callable[..., Question]] = {
    Choice: _choice,
    Pairs: _pairs,
    Typed: _typed,
    Gaps: _gaps,
    Open: _open,
}


def notes(request: ExportRequest) -> Iterator[str]:
    """Yield that the PDF lacks letters of the language, where no font of this computer has them."""
    if has_pdf():
        yield from without_letters(request.language)


FORMAT = Format(
    "paper", ENTRIES, write, left_out, emphasis=True, pictures=True, exemplars=True, guesses=True, notes=notes
)
