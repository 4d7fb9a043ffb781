"""The date of a source, as far as it is known: "2017-08-22", "2020-06" or "2015"; "" where nobody knows. Pure."""

import re
from datetime import date
from typing import Final

from babel.dates import format_date

from app.web.dates import parse_day
from app.web.languages import current_language

_MONTH: Final = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_YEARS: Final = range(1900, 2101)


def parse(text: str) -> str:
    """A date as people type it: a day, a month ("06-2020", "2020-06") or a year. Raises ValueError with words."""
    cleaned = text.strip()
    if not cleaned:
        return ""
    if re.fullmatch(r"\d{4}", cleaned) and int(cleaned) in _YEARS:
        return cleaned
    if re.fullmatch(r"\d{4}-\d{2}", cleaned):
        cleaned = f"{cleaned[5:]}-{cleaned[:4]}"
    month = _MONTH.fullmatch(cleaned)
    if month and int(month[1]) in range(1, 13) and int(month[2]) in _YEARS:
        return f"{month[2]}-{int(month[1]):02d}"
    return parse_day(cleaned).isoformat()


def tell(dated: str) -> str:
    """In the reader's words: "22 augustus 2017", "juni 2020", "2015"."""
    if len(dated) < 7:
        return dated
    day = date.fromisoformat(dated if len(dated) > 7 else f"{dated}-01")
    return format_date(day, "d MMMM y" if len(dated) > 7 else "MMMM y", locale=current_language())
