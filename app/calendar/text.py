"""People's words, made safe for calendar files: one control character makes some programs refuse a whole feed."""

import unicodedata
from typing import Final

_BREAKS: Final = str.maketrans(dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"))
_UNWANTED: Final = frozenset({"Cc", "Cs"})  # control characters, halves of surrogate pairs
_BYTE_ORDER_MARK: Final = "\ufeff"


def paragraphs(text: str, longest: int = 3500) -> str:
    """`text` with line feeds for every kind of line break, no control characters, at most `longest` characters."""
    kept = "".join(char for char in text.replace("\r\n", "\n").translate(_BREAKS) if _is_wanted(char)).strip()
    return kept if len(kept) <= longest else kept[: longest - 1].rstrip() + "…"


def line(text: str, longest: int = 250) -> str:
    """`text` on one line, without control characters, at most `longest` characters."""
    return " ".join(paragraphs(text, longest).split())


def _is_wanted(char: str) -> bool:
    return char in "\n\t" or (unicodedata.category(char) not in _UNWANTED and char != _BYTE_ORDER_MARK)
