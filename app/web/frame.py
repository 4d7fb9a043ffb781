"""What stands around every page: help strip, menu, account, footer. Templates get it as `frame`, made when used."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from flask import Flask, current_app, g, request, url_for
from flask_babel import lazy_gettext as _

from app.plugins import NavItem, current_hooks
from app.web.front import Front, current_front
from app.web.guard import ENOUGH, SIGN_IN, Who, may_open
from app.web.languages import LANGUAGES, current_language
from app.web.look import current_look
from app.web.redirects import way_back
from app.web.visitor import Behalf, current_actor, current_behalf, current_house, current_typist, roles_of

STOP: Final = "/desk/stop"
"""Where a POST ends acting for somebody (app/access)."""
SETTINGS: Final = "/house/<slug>/settings"
"""For who has a role in the very house of the page."""
SHOWN: Final = 4
"""Menu items that are always in sight; "More" holds the rest."""

CORE_MENU: Final = (
    ("/agenda", NavItem(label=_("Agenda"), endpoint="", icon="calendar-week", order=10)),
    ("/desk", NavItem(label=_("Desk"), endpoint="", icon="key", order=90, access=Who.HOST)),
    (SETTINGS, NavItem(label=_("Settings"), endpoint="", icon="tools", order=95, access=Who.HOST)),
)
FOOTER: Final = (
    ("/about", _("About the house")),
    ("/house/<slug>/rules", _("House rules")),
    ("/questions", _("Questions and answers")),
    ("/about/privacy", _("Privacy")),
    ("/about/accessibility", _("Accessibility")),
)
"""Pages below every page, as far as they exist."""


@dataclass(frozen=True, slots=True)
class MenuLink:
    """One item of the menu, ready to show. `current` is an aria-current value, or ""."""

    label: str
    url: str
    icon: str
    current: str


class Frame:
    """The frame of the page that is being made. Everything is asked for once, and only if the template shows it."""

    @cached_property
    def house(self) -> Front | None:
        """The house whose name is on the page, None before there is one."""
        return current_front()

    @property
    def broken(self) -> bool:
        """Whether the database cannot be asked now."""
        return bool(g.get("wij_broken"))

    @property
    def demo(self) -> bool:
        """Whether all on this page is made up."""
        return bool(current_app.config["DEMO"])

    @property
    def language(self) -> str:
        """The language of this page."""
        return current_language()

    @property
    def other_languages(self) -> list[tuple[str, str, str]]:
        """The other languages, as (code, own word, address that switches)."""
        here = self.here
        return [
            (code, word, url_for("web.language", code=code, next=here))
            for code, word in LANGUAGES.items()
            if code != self.language
        ]

    @property
    def here(self) -> str:
        """The address of this page, for coming back to it; of a form that was sent, the page that it was on."""
        return way_back() or "/"

    @property
    def sent(self) -> bool:
        """Whether this page answers a form that was sent from one of our pages."""
        return request.method == "POST" and way_back() is not None

    @property
    def stop_url(self) -> str:
        """Where a POST ends acting for somebody."""
        return STOP

    @property
    def look(self) -> str:
        """`light`, `dark`, or "" for what the device says."""
        return current_look()

    @cached_property
    def behalf(self) -> Behalf | None:
        """For whom somebody at the desk acts now."""
        return None if self.broken else current_behalf()

    @cached_property
    def account(self) -> tuple[str, str] | None:
        """Word and address of the link to one's own pages: the first name of who typed, or "Sign in"."""
        if self.broken:
            return None
        if current_actor().typist is not None:
            mine, typist = address("/me"), current_typist()
            return (typist.first_name if typist else str(_("My page")), mine) if mine else None
        return (str(_("Sign in")), url_for(SIGN_IN)) if has_endpoint(SIGN_IN) else None

    @cached_property
    def menu(self) -> list[MenuLink]:
        """The menu items in sight."""
        return self._links[:SHOWN]

    @cached_property
    def more(self) -> list[MenuLink]:
        """The menu items under "More"."""
        return self._links[SHOWN:]

    @cached_property
    def footer(self) -> list[tuple[str, str]]:
        """Word and address of the pages below every page."""
        return [(str(label), url) for rule, label in FOOTER if (url := self._address(rule))]

    @cached_property
    def _links(self) -> list[MenuLink]:
        found = [(item, url) for rule, item in CORE_MENU if self._shows(item.access) and (url := self._address(rule))]
        for item in current_hooks().navigation():
            if has_endpoint(item.endpoint) and self._shows(item.access):
                found.append((item, url_for(item.endpoint)))
        found.sort(key=lambda pair: (pair[0].order, pair[1]))
        return [MenuLink(str(item.label), url, item.icon, _current(url)) for item, url in found]

    def _address(self, rule: str) -> str | None:
        """The address of a core page, with the house of this page in it where it needs one; None where it is not."""
        if "<slug>" not in rule:
            return address(rule)
        if self.house is None or (rule == SETTINGS and not _runs_the_house()):
            return None
        return rule.replace("<slug>", self.house.slug) if address(rule) else None

    def _shows(self, access: str) -> bool:
        return access == Who.EVERYONE if self.broken else may_open(Who(access))


def has_endpoint(endpoint: str) -> bool:
    """Whether a page exists: its plugin is on."""
    return endpoint in current_app.view_functions


def address(path: str) -> str | None:
    """`path` if some route answers exactly there, else None. For addresses that are promised, whoever serves them."""
    known: frozenset[str] | None = current_app.extensions.get("wij_addresses")
    if known is None:
        known = frozenset(rule.rule for rule in current_app.url_map.iter_rules())
        current_app.extensions["wij_addresses"] = known
    return path if path in known or f"{path}/" in known else None


def init_app(app: Flask) -> None:
    """Give every template its frame."""
    app.context_processor(_frame)
    app.add_template_global(has_endpoint)
    app.add_template_global(address)


def _frame() -> dict[str, Any]:
    return {"frame": Frame()}


def _runs_the_house() -> bool:
    """Whether the one who types is host or administrator of the house of this page."""
    house, typist = current_house(), current_actor().typist
    if house is None or typist is None:
        return False
    return any(house_id == house.id and kind in ENOUGH[Who.HOST] for house_id, kind in roles_of(typist))


def _current(url: str) -> str:
    if request.path == url or (request.path == "/" and url == "/agenda"):
        return "page"
    return "true" if request.path.startswith(url.rstrip("/") + "/") else ""
