"""What a notice says, in its reader's language: made when it goes out, not when it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _

from app.notices import kinds
from app.notices.mail import one_line
from app.notices.models import Notice
from app.notices.params import unpack
from app.places.models import House
from app.web import language_of


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is told, and how to reach them today."""

    name: str
    email: str
    phone: str
    language: str


@dataclass(frozen=True, slots=True)
class Words:
    """A subject on one line, and a plain text."""

    subject: str
    text: str

    @property
    def paragraphs(self) -> list[list[str]]:
        """The text as paragraphs of lines, for a page."""
        return [block.splitlines() for block in self.text.split("\n\n")]


def reader_of(notice: Notice) -> Reader:
    """The reader as we know them now: a person may have moved on since the notice was written."""
    person = notice.reader
    if person is None:
        return Reader(notice.guest_name, notice.guest_email, notice.guest_phone, notice.language)
    return Reader(person.name, person.email or "", person.phone, person.language)


def mail_words(notice: Notice, reader: Reader) -> Words | None:
    """The mail, with greeting and closing; None when it is no longer true and must not go out.

    Raises UnknownKind or TemplateNotFound while its feature is switched off.
    """
    kind = kinds.find(notice.kind)
    return _say(notice, reader, kind.template, "notices/mail.txt")


def spoken_words(notice: Notice, reader: Reader) -> Words | None:
    """What to say on the phone, or to print on a slip. None and errors as for `mail_words`."""
    kind = kinds.find(notice.kind)
    return _say(notice, reader, kind.spoken, "notices/spoken.txt")


def closing_words(house: House, reader: Reader) -> str:
    """The last line of a call or a slip: how to reach the house."""
    with language_of(reader.language):
        if not house.phone:
            return _("Any questions? Come by the desk.")
        return _("Any questions? Call %(phone)s, or come by the desk.", phone=house.phone)


def _say(notice: Notice, reader: Reader, template: str, around: str) -> Words | None:
    kind = kinds.find(notice.kind)
    with language_of(reader.language):
        params = unpack(notice.params)
        values = kind.prepare(params) if kind.prepare else params
        if values is None:
            return None
        context = {**values, "house": notice.house, "zone": notice.house.zone, "link": link_to}
        message = _render(template, context)
        context |= {"message": message, "name": _greeted(reader), "title": title_of(notice.house), "address": link_to()}
        subject = str(kind.subject) % _plain(values)
        return Words(subject=one_line(subject), text=_render(around, context))


def title_of(house: House) -> str:
    """The whole name of a house: "Buurthuis De Kleine Dommelaar"."""
    return f"{house.kind} {house.name}".strip()


def link_to(endpoint: str = "", **values: Any) -> str:
    """The full address of a page, also outside a request; without an endpoint that of the house."""
    base = urlsplit(str(current_app.config["WIJ_BASE_URL"]))
    if not endpoint:
        return base.geturl().rstrip("/")
    pages = current_app.url_map.bind(base.netloc, script_name=base.path or "/", url_scheme=base.scheme)
    return pages.build(endpoint, values, force_external=True)


def _render(template: str, context: Mapping[str, Any]) -> str:
    """A text template, without the frame that pages get; never more than one empty line in a row."""
    # not flask.render_template: it asks for the frame of a page, and there may be no request
    text = current_app.jinja_env.get_template(template).render(context)
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return "\n".join(line for number, line in enumerate(lines) if line or lines[number - 1])


def _greeted(reader: Reader) -> str:
    """How to greet somebody; a guest of whom we know the address only is not greeted with it."""
    return "" if "@" in reader.name else reader.name.split(" ", 1)[0]


def _plain(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}
