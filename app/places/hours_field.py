"""A form field for the opening hours of one day, as people write them: "9:00–12:00, 13:00–22:00"."""

import re
from datetime import time
from typing import Final

from flask_babel import gettext as _
from wtforms import Field
from wtforms.widgets import TextInput

from app.web import dates

MOST: Final = 6
_DASH: Final = re.compile(r"\s*(?:-|–|—|\btot\b|\bto\b)\s*")


class HoursField(Field):
    """`data` is a list of (opens, closes); empty for a day on which it is closed. 24:00 and 0:00 are midnight."""

    widget = TextInput()
    data: list[tuple[time, time]]

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed. Raises ValueError, with words, for what is no time."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = [_opening(one.strip()) for one in re.split(r"[,;&]|\ben\b|\band\b", typed) if one.strip()]
        if len(self.data) > MOST:
            raise ValueError(_("These are too many times for one day."))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return ", ".join(f"{_written(opens)}–{_written(closes, last=True)}" for opens, closes in self.data or [])


def _opening(text: str) -> tuple[time, time]:
    ends = _DASH.split(text)
    if len(ends) != 2:
        raise ValueError(_("We don't understand these times. Type them like this: 9:00–12:00, 13:00–22:00."))
    opens, closes = dates.parse_clock(ends[0]), time(0) if ends[1].startswith("24") else dates.parse_clock(ends[1])
    return opens, closes


def _written(clock: time, *, last: bool = False) -> str:
    return "24:00" if last and clock == time(0) else f"{clock.hour}:{clock:%M}"
