"""A file name for any learner's name: readable, safe on every system, and never shared by two learners."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

_RESERVED = re.compile(r"con|prn|aux|nul|clock\$|com\d|lpt\d")
_LONGEST_BYTES = 100


def safe_name(learner: str) -> str:
    """Return the stem of a learner's file.

    A plain lower-case word stays as it is. Anything else loses what some system cannot keep apart or must not
    see in a file name (capitals, dots, slashes, control characters), and gets a short fingerprint of the full name.

    Examples
    --------
    >>> safe_name("hanako")
    'hanako'
    >>> safe_name("../Hanako")
    'hanako-d3a9f123'
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", learner).casefold())
    slug = re.sub(r"-+", "-", "".join(sign if _is_plain(sign) else "-" for sign in folded)).strip("-")
    slug = slug.encode()[:_LONGEST_BYTES].decode(errors="ignore")
    if slug and slug == learner and not _RESERVED.fullmatch(slug):
        return slug
    print_of = blake2b(learner.encode(errors="surrogatepass"), digest_size=4).hexdigest()
    return f"{slug}-{print_of}" if slug else f"learner-{print_of}"


def _is_plain(sign: str) -> bool:
    """Keep letters, digits and the marks that belong to letters, in any script."""
    return sign in "-_" or unicodedata.category(sign)[0] in "LM" or sign.isdecimal()
