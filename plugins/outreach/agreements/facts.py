"""A round's own settings as its documents name them: organisations and numbers of organisations. Nobody is in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from babel import Locale
from babel.lists import format_list
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _

from plugins.outreach.agreements.seeing import Looker, Phase, Sight, by_sight
from plugins.outreach.partners.models import Partner
from plugins.outreach.place import the_house
from plugins.outreach.rounds.models import INVITES, PHONES, ROLES, VISITS, Round

DOES: Final = {INVITES: _("invites"), VISITS: _("visits"), PHONES: _("phones")}
"""What an organisation does, by role."""
PHASES: Final = {
    Phase.ANSWERED: _("Somebody said yes"),
    Phase.PLANNED: _("A talk is planned"),
    Phase.AGREED: _("A moment is agreed on"),
    Phase.HELD: _("The talk took place"),
    Phase.CLOSED: _("The round is closed"),
}
SIGHTS: Final = {
    Sight.ALL: _("Name, address and phone number:"),
    Sight.NEEDED: _("Name and phone number, and the address for information at home:"),
    Sight.WEEK: _("Only when, in which district, in what form and language:"),
    Sight.NOTHING: _("Nothing:"),
}
LOOKERS: Final = {
    Looker.PERSON: _("the person themselves"),
    Looker.COORDINATOR: _("coordinators of %(who)s"),
    Looker.CALLER: _("callers of %(who)s"),
    Looker.VISITOR: _("the two who visit"),
    Looker.HELPER: _("who does what the person asked for in the talk"),
    Looker.OTHER: _("everybody else, an administrator or host of the house too"),
}
"""Who might look; `who` are the organisations that it depends on."""
DEPENDS: Final = {Looker.COORDINATOR: ROLES, Looker.CALLER: (PHONES,)}


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation of a round: its name, its number ("" for none), what it does in words."""

    name: str
    phone: str
    does: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A phase, and who sees how much in it, in words."""

    phase: str
    lines: list[tuple[str, str]]


def organisations(one: Round) -> list[Organisation]:
    """The organisations of a round, by name."""
    return [
        Organisation(partner.name, partner.phone, _listed(str(DOES[kind]) for kind in ROLES if kind in kinds))
        for partner, kinds in _kinds_of(one)
    ]


def named(one: Round, *roles: str) -> str:
    """The organisations with one of these roles, in words; "" for none."""
    return _listed(partner.name for partner, kinds in _kinds_of(one) if kinds & set(roles))


def languages(one: Round) -> str:
    """In which languages its letter is, in words."""
    names = (get_locale() or Locale("nl")).languages
    return _listed(names[key] for key in one.languages)


def house() -> str:
    """The house that it all lies in."""
    found = the_house()
    return f"{found.kind} {found.name}".strip()


def seen(one: Round) -> list[Seen]:
    """Who sees what in each phase, with the organisations that it depends on."""
    return [
        Seen(
            str(words),
            [(str(SIGHTS[sight]), _lookers(one, lookers)) for sight, lookers in by_sight(phase)],
        )
        for phase, words in PHASES.items()
    ]


def _lookers(one: Round, lookers: list[Looker]) -> str:
    if len(lookers) == len(Looker):
        return gettext("everybody")
    return _listed(filter(None, (_looker(one, looker) for looker in lookers)))


def _looker(one: Round, looker: Looker) -> str:
    words = LOOKERS[looker]
    if looker not in DEPENDS:
        return str(words)
    who = named(one, *DEPENDS[looker])
    return str(words) % {"who": who} if who else ""


def _kinds_of(one: Round) -> list[tuple[Partner, set[str]]]:
    found = {role.partner.id: (role.partner, set[str]()) for role in one.roles}
    for role in one.roles:
        found[role.partner.id][1].add(role.kind)
    return sorted(found.values(), key=lambda pair: pair[0].name)


def _listed(names: Iterable[str]) -> str:
    return format_list(list(names), locale=get_locale() or "nl")
