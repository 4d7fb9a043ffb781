"""What the next page says about what just happened, with undo inside."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import Flask, flash, get_flashed_messages

ICONS = {"good": "check-circle-fill", "wrong": "exclamation-triangle-fill", "": "info-circle-fill"}
"""The icon of each tone of notice."""


class Tone(StrEnum):
    """How a notice looks: done, wrong, or just to know."""

    GOOD = "good"
    WRONG = "wrong"
    KNOW = ""


@dataclass(frozen=True, slots=True)
class Flashed:
    """A notice for the top of the page. `undo_url` takes a POST; `link` is (words, address) of a next step."""

    tone: str
    text: str
    undo_url: str | None = None
    link: tuple[str, str] | None = None


def say_done(message: object, undo_url: str | None = None, link: tuple[object, str] | None = None) -> None:
    """Say on the next page that something is done. `undo_url` is where a POST undoes it; `link` a (words, address)."""
    _say(Tone.GOOD, message, undo_url, link)


def say(message: object, link: tuple[object, str] | None = None) -> None:
    """Say something on the next page that is good to know."""
    _say(Tone.KNOW, message, None, link)


def say_wrong(message: object) -> None:
    """Say on the next page that something did not work."""
    _say(Tone.WRONG, message, None, None)


def flashed() -> list[Flashed]:
    """The notices for this page; whoever asks takes them."""
    pairs: Any = get_flashed_messages(with_categories=True)
    return [_read(tone, payload) for tone, payload in pairs]


def init_app(app: Flask) -> None:
    """Let templates show them."""
    app.add_template_global(flashed)


def _say(tone: Tone, message: object, undo_url: str | None, link: tuple[object, str] | None) -> None:
    payload: Any = {"text": str(message), "undo": undo_url, "link": [str(link[0]), link[1]] if link else None}
    flash(payload, str(tone))


def _read(tone: str, payload: Any) -> Flashed:
    if not isinstance(payload, dict):  # somebody's plain flash("…"), Flask-Login's for one
        return Flashed("", str(payload))
    link = payload["link"]
    return Flashed(tone, payload["text"], payload["undo"], (link[0], link[1]) if link else None)
