"""Script and style of a card: the frame, and of the kinds of item only those that are asked."""

from __future__ import annotations

import re

from kit.answers.session import QuizSession
from kit.assets import css, esm_from, has_file
from kit.quiz.item_texts import english_in
from kit.quiz.kinds.registry import folder_of
from kit.quiz.rules import Rules
from kit.text import others_in


def card_script(session: QuizSession, also: str = "") -> str:
    """Return the script of the card: the frame, and of kinds, rules and languages only what the quiz has.

    Parameters
    ----------
    session : QuizSession
        The quiz.
    also : str
        A second language in which texts are shown, too; empty for none.
    """
    folders = _folders(session)
    names = {
        kind: re.sub(r"_(\w)", lambda match: match[1].upper(), folder.rpartition("/")[2])
        for kind, folder in folders.items()
    }
    lines = [
        *(f'import {{ {names[kind]} }} from "./{folder}/card.js";' for kind, folder in folders.items()),
        'import { card } from "./widgets/quiz_card/card.js";',
    ]
    kinds = ", ".join(name if name == kind else f"'{kind}': {name}" for kind, name in names.items())
    given = [f"{{ {kinds} }}", "undefined", "undefined", "undefined"]  # as `card` takes them
    if session.rules != Rules():
        lines.append('import { applyRules, endView } from "./widgets/quiz_card/rules.js";')
        given[1] = "{ applyRules, endView }"
    if others_in(str(session.questions), session.language) or english_in(session.items.values(), session.language):
        lines.append('import { markLanguages } from "./scripts/language.js";')
        lines.append('import { untranslated } from "./scripts/untranslated.js";')
        given[2] = "(root, ...known) => markLanguages(root, untranslated(...known))"
    if also:
        lines.append('import { showBoth } from "./scripts/show_both.js";')
        given[2] = f"showBoth('{also}', {given[2]})"
    if _has(session, "documents"):
        lines.append('import { build } from "./scripts/build.js";')
        given[3] = "build"
    last = max(place for place, name in enumerate(given) if name != "undefined")
    widget = f"card({', '.join(given[: last + 1])})"
    if session.is_sent:
        lines.append('import { showDelivery } from "./widgets/quiz_card/delivery.js";')
        widget = f"showDelivery({widget})"
    return esm_from("\n".join([*lines, f"export default {widget};"]))


def card_style(session: QuizSession, also: str = "") -> str:
    """Return the style of the card: the frame, the kinds that are asked, and documents and rules where there are."""
    of_kinds = [path for folder in _folders(session).values() if has_file(path := f"{folder}/card.css")]
    of_documents = ["facts/reading.css"] if _has(session, "documents") else []
    of_pictures = ["widgets/quiz_card/picture.css"] if _has(session, "picture") else []
    of_rules = ["widgets/quiz_card/rules.css"] if session.rules != Rules() else []
    of_both = ["widgets/quiz_card/both.css"] if also else []
    of_delivery = ["widgets/quiz_card/delivery.css"] if session.is_sent else []
    return css("widgets/quiz_card/card.css", *of_kinds, *of_documents, *of_pictures, *of_rules, *of_delivery, *of_both)


def _has(session: QuizSession, field: str) -> bool:
    """Return whether one of the questions has a field that most do not have."""
    return any(field in shown for shown in session.questions)


def _folders(session: QuizSession) -> dict[str, str]:
    """Return the kinds that are asked, each with the folder of its script."""
    return {kind: folder_of(kind) for kind in sorted({item.kind for item in session.items.values()})}
