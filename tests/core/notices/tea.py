"""A plugin that tells people about tea, and hears everything."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask
from flask_babel import lazy_gettext as _

from app.clock import Span
from app.events import Event
from app.notices import kinds
from app.plugins import impl
from app.refs import Ref
from app.web import dates
from tests.factories import AMSTERDAM

REF = Ref("tea", "pot", "k3f9")


def derive(params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """A code that is stored nowhere; none for a pot that is empty."""
    return None if params.get("empty") else {"code": f"{params['seed'] * 7919 % 1_000_000:06d}"}


def in_words(params: Mapping[str, Any]) -> Mapping[str, Any]:
    span: Span = params["span"]
    return {**params, "day": dates.day(span.start, AMSTERDAM)}


kinds.register("tea.ready", subject="Tea: %(what)s", template="tea/ready.txt", spoken="tea/ready_spoken.txt")
kinds.register("tea.when", subject="%(day)s", template="tea/when.txt", prepare=in_words)
kinds.register("tea.closed", subject=_("Home"), template="tea/ready.txt")
kinds.register("tea.code", subject="Code", template="tea/code.txt", wait=kinds.AT_ONCE, prepare=derive, only_mail=True)
kinds.register("tea.elsewhere", subject="Elsewhere", template="nowhere/to/be/found.txt")
kinds.register("tea.broken", subject="Broken", template="tea/broken.txt")


class Tea:
    """The plugin; `heard` is what it took, `angry` makes it fail."""

    def __init__(self) -> None:
        self.heard: list[Event] = []
        self.angry = False

    @impl
    def wij_register_blueprints(self, app: Flask) -> list[Blueprint]:
        folder = Path(__file__).parent / "templates"
        return [Blueprint("tea", __name__, template_folder=str(folder))]

    @impl
    def wij_hear_event(self, event: Event) -> None:
        if self.angry:
            raise RuntimeError("no tea today")
        self.heard.append(event)
