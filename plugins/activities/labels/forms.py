"""The part of a form that asks what an activity is like. All of it may stay empty."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.calendar.labels import AGE, BY_KEY, FREE, LANGUAGE, LEVEL, TEMPO, of_group
from app.plugins import TagSpec
from app.web.forms import Form, as_choices
from plugins.activities.labels.models import LONGEST_PACE
from plugins.activities.labels.saying import Said

FIELDS = ("tempo", "level", "pace", "languages", "age", "tags")
"""Those that a form folds away, in order."""


def _one(label: Any, group: str) -> SelectField:
    offered = [("", _("I leave that open")), *((one.key, one.label) for one in of_group(group))]
    return SelectField(label, choices=as_choices(offered), default="")


class LabelsForm(Form):
    """Free, tempo, level, languages, ages, and tags that plugins bring."""

    free = BooleanField(_("It is free of charge"))
    tempo = _one(_("At which pace?"), TEMPO)
    level = _one(_("For beginners?"), LEVEL)
    pace = StringField(_("Or in your own words"), [Length(max=LONGEST_PACE)])
    languages = SelectMultipleField(
        _("Which languages are spoken?"),
        choices=as_choices((one.key, one.label) for one in of_group(LANGUAGE)),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    age = _one(_("For whom is it above all? Everybody is welcome."), AGE)
    tags = SelectMultipleField(
        _("This is good to know"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )

    def said(self) -> Said:
        """What was said of it."""
        chosen = (self.tempo.data, self.level.data, self.age.data, *(self.languages.data or ()))
        free = (FREE.key,) if self.free.data else ()
        return Said((*(key for key in chosen if key), *free), self.pace.data or "")

    @property
    def tells_more(self) -> bool:
        """Whether anything of what is folded away was filled in, or has to be looked at."""
        return any(field.data or field.errors for name in FIELDS if (field := self._fields.get(name)) is not None)


def tag_choices(tags: Iterable[TagSpec]) -> Any:
    """Tags to tick, with the words before them."""
    return as_choices((tag.key, tag.words) for tag in tags)


def data_of(said: Said) -> dict[str, Any]:
    """What was said, as the form shows it."""

    def one(group: str) -> str:
        return next(iter(_of(said.chosen, group)), "")

    return {
        "free": FREE.key in said.chosen,
        "tempo": one(TEMPO),
        "level": one(LEVEL),
        "pace": said.pace,
        "languages": _of(said.chosen, LANGUAGE),
        "age": one(AGE),
    }


def _of(keys: Iterable[str], group: str) -> list[str]:
    return [key for key in keys if key in BY_KEY and BY_KEY[key].group == group]
