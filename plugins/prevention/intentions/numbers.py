"""Nine digits that look like somebody's citizen service number (BSN). Pure."""

import re
from typing import Final

_NINE: Final = re.compile(r"(?<!\d)\d(?:[ .-]?\d){8}(?![ .-]?\d)", re.ASCII)
_WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def holds_bsn(text: str) -> bool:
    """Whether nine digits in `text`, with or without dots, pass the check of eleven (elfproef) of a BSN."""
    found = ([int(sign) for sign in match if sign.isdigit()] for match in _NINE.findall(text))
    return any(_passes(digits) for digits in found)


def _passes(digits: list[int]) -> bool:
    return sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0
