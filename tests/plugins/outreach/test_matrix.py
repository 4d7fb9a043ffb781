"""Who sees a name or an address, in which phase, on which page: one table, walked where all could leak."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Final

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import clock
from app.actors import Actor
from app.calendar import tokens
from app.clock import now
from app.db import db
from plugins.outreach.after import asking, handling, held
from plugins.outreach.after.models import Followup
from plugins.outreach.calling.keeping import take_next
from plugins.outreach.partners.keeping import add_partner, give_part
from plugins.outreach.partners.models import CALLER, COORDINATOR, VISITOR, Part
from plugins.outreach.reasons.keeping import open_with
from plugins.outreach.replies.expiring import close_round
from plugins.outreach.replies.models import Reply
from plugins.outreach.talks.models import Talk
from plugins.outreach.talks.moments import choose_own, offer
from tests.factories import Make, at
from tests.plugins.outreach.conftest import UNTIL, WISH
from tests.plugins.outreach.conftest import Round as Team
from tests.plugins.outreach.talking import FRIDAY, TUESDAY, planned

TABLE: Final = """
                                        yes       planned   offered   agreed    that day  after     closed
a guest                                 -         -         -         -         -         -         -
the person, with their own code         m         m         m         m         m         m         -
a resident                              -         -         -         -         -         -         -
a host                                  -         -         -         -         -         -         -
an administrator                        -         -         -         -         -         -         -
an administrator with a reason          rx        rx        rx        rx        rx        rx        -
a coordinator with a role               npa       ntpa      ntpa      ntpac     ntpac     ntpalo    -
a coordinator without a role            -         -         -         -         -         -         -
a caller of who phones                  npa       ntpa      ntpab     ntpac     ntpac     ntpa      -
a caller of who does not                -         -         -         -         -         -         -
one who visits                          -         -         -         v         vdsk      -         -
another who visits                      -         -         -         -         -         -         -
one who visits, part ended              -         -         -         -         -         -         -
a coordinator, part ended               -         -         -         -         -         -         -
a caller, part ended                    -         -         -         -         -         -         -
one who does what was asked             -         -         -         -         -         f         -
a host at the desk for a caller         -         -         -         -         -         -         -
a caller at the desk for a resident     -         -         -         -         -         -         -
an administrator, reason, at the desk   -         -         -         -         -         -         -
"""
"""Small letters are `THINGS`. A page that shows less or more of somebody than it should has a "!" behind its letter."""
TOLD: Final = (WISH.name, WISH.address, WISH.phone)
NAME, ALL = (True, False, False), (True, True, True)
THINGS: Final = {
    "n": ("GET", "rounds/{round}/replies", NAME),  # the list of names
    "t": ("GET", "talks/{talk}", NAME),  # a talk, for who plans it
    "p": ("GET", "rounds/{round}/plan/{reply}", NAME),  # planning one
    "a": ("POST", "rounds/{round}/replies/{reply}", ALL),  # a look at the address
    "c": ("POST", "talks/{talk}/tell", ALL),  # a look, to tell them once more when it is
    "b": ("GET", "rounds/{round}/calls/now", (True, False, True)),  # who is called now, for the one caller who has them
    "v": ("POST", "visiting/{talk}/address", ALL),  # a look, for who goes
    "d": ("POST", "day", ALL),  # a look at all of one's day
    "s": ("POST", "day/sheet", ALL),  # the same on paper
    "k": ("POST", "door/take/2027-03-26", ALL),  # the same to take along
    "r": ("GET", "reason/{round}", NAME),  # the list of names, with a reason
    "x": ("POST", "reason/{round}/{reply}", ALL),  # a look, with a reason
    "l": ("GET", "rounds/{round}/asked", NAME),  # what people asked for in their talks
    "o": ("GET", "asked/{asked}", NAME),  # one of those
    "f": ("POST", "taken/{asked}", ALL),  # a look, for who does it: here information at home
    "m": ("GET", "mine/{code}", ALL),  # one's own page
}
ELSEWHERE: Final = (
    *("/", "/me", "/me/data", "/me/log", "/desk/calls", "/desk/slips", "/outreach/", "/outreach/day"),
    *(f"/outreach/{page}" for page in ("partners", "wheel", "visitors", "visiting", "figures", "rounds", "reason")),
    *(f"/outreach/rounds/{{round}}{page}" for page in ("", "/print/nl", "/codes", "/goes", "/close", "/calls")),
    *("/outreach/rounds/{round}/slip/{code}", "/outreach/visiting/{talk}", "/outreach/taken", "{feed}"),
)
"""Own data, the log, calendars, papers, the desk and all other pages of a round: nobody reads there of anybody."""
WHY: Final = "De telefoniste is ziek en een mevrouw belt niet terug."
NEEDS: Final = re.compile(r"{(\w+)}")
Browser = Callable[[int], FlaskClient]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_everybody_sees_what_the_table_says_and_nothing_more(said: Team, make: Make, as_person: Browser) -> None:
    _people(said, make)
    seen: dict[str, list[str]] = {}
    made: dict[datetime, dict[str, FlaskClient]] = {}
    ids: dict[str, str] = {}
    for phase in _phases(said):
        _learn(said, ids)
        if now() not in made:
            made[now()] = _browsers(said, as_person)
        for name, browser in made[now()].items():
            seen.setdefault(name, []).append(_seen(ids, browser, own=name.startswith("the person")))
            if phase == "that day":
                assert (name, _elsewhere(ids, browser, _feed(said, name))) == (name, [])
    said_so = {row[:40].strip(): row[40:].split() for row in TABLE.strip("\n").split("\n")[1:]}
    assert [(name, row, said_so[name]) for name, row in seen.items() if row != said_so[name]] == []
    assert list(seen) == list(said_so)


def _people(said: Team, make: Make) -> None:
    """One of each kind; some had their part until February."""
    for name in ("hans", "ibrahim", "coen", "cor", "emma", "els", "fons", "hedda", "kees", "adam"):
        said.people[name] = make.person(name.title(), email=f"{name}@example.org")
    for name, kind in (("hans", "host"), ("hedda", "host"), ("kees", "host")):
        make.role(said.people[name], said.house, kind)
    for name in ("ibrahim", "adam"):
        make.role(said.people[name], said.house, "administrator")
    linde, union = said.partners["De Linde"], said.partners["Ouderenbond"]
    welfare = said.do(add_partner, "toos", "Welzijn", "")
    given = [("coen", welfare, COORDINATOR), ("cor", union, CALLER), ("emma", linde, COORDINATOR)]
    given += [("els", linde, CALLER), ("kees", linde, CALLER), ("fons", welfare, CALLER)]
    for name, partner, kind in given:
        with clock.at(at("2027-01-10", "10:00")):
            said.do(give_part, "toos", partner, said.key(name), kind, UNTIL)
    _end(said, "emma", "els")


def _phases(said: Team) -> Iterator[str]:
    """From the yes to the closing of the round; each as it is when it is yielded."""
    with _looked_into(said, "2027-03-15", "10:00"):
        yield "yes"
        talk = planned(said)
        _end(said, "anneke", kind=VISITOR)
        yield "planned"
        said.do(offer, "wout", talk, TUESDAY, FRIDAY)
        said.do(take_next, "mirjam", said.round)
        yield "offered"
        with said.app.app_context():
            choose_own(said.codes[-1], FRIDAY)
        yield "agreed"
    with _looked_into(said, "2027-03-26", "09:00"):
        yield "that day"
    with _looked_into(said, "2027-03-26", "16:00"):
        said.do(held.took_place, "wout", talk, "home")
        said.do(asking.ask, "wout", talk, "information", "Welzijn", True)
        said.do(handling.give, "toos", str(said.rows(Followup.public_id)[0][0]), said.key("fons"))
        yield "after"
        said.do(close_round, "toos", said.round)
        yield "closed"


@contextmanager
def _looked_into(said: Team, day: str, time: str) -> Iterator[None]:
    """Two administrators gave a reason just now."""
    with clock.at(at(day, time)):
        for name in ("chantal", "adam"):
            said.do(open_with, name, said.round, WHY)
        yield


def _browsers(said: Team, as_person: Browser) -> dict[str, FlaskClient]:
    """In the order of the table."""
    guest = said.app.test_client()

    def own(name: str) -> FlaskClient:
        return as_person(said.people[name])

    def helping(name: str, whom: str) -> FlaskClient:
        browser = own(name)
        answer = browser.post("/desk/start", data={"person": said.key(whom), "channel": "desk"})
        assert answer.status_code == 303
        return browser

    return {
        "a guest": guest,
        "the person, with their own code": guest,
        "a resident": own("ria"),
        "a host": own("hans"),
        "an administrator": own("ibrahim"),
        "an administrator with a reason": own("chantal"),
        "a coordinator with a role": own("toos"),
        "a coordinator without a role": own("coen"),
        "a caller of who phones": own("mirjam"),
        "a caller of who does not": own("cor"),
        "one who visits": own("wout"),
        "another who visits": own("sjef"),
        "one who visits, part ended": own("anneke"),
        "a coordinator, part ended": own("emma"),
        "a caller, part ended": own("els"),
        "one who does what was asked": own("fons"),
        "a host at the desk for a caller": helping("hedda", "mirjam"),
        "a caller at the desk for a resident": helping("kees", "ria"),
        "an administrator, reason, at the desk": helping("adam", "ria"),
    }


def _seen(ids: dict[str, str], browser: FlaskClient, own: bool) -> str:
    """The letters of `THINGS` of which anything is shown."""
    found = ""
    for letter, (method, path, right) in THINGS.items():
        if (letter == "m" and not own) or any(what not in ids for what in NEEDS.findall(path)):
            continue  # a code is not guessed (see the test of replies), and nothing is there before it is made
        answer = browser.open(f"/outreach/{path.format(**ids)}", method=method, data={"day": "2027-03-26"})
        shown = tuple(mark in answer.text for mark in TOLD)
        if any(shown):
            found += letter if shown == right else f"{letter}!"
    return found or "-"


def _elsewhere(ids: dict[str, str], browser: FlaskClient, feed: str) -> list[str]:
    """Pages that show something of somebody and should not; the own data too, as they are taken along."""
    texts = {path: browser.get(path.format(**ids, feed=feed)).text for path in ELSEWHERE}
    texts["/me/data/take"] = browser.post("/me/data/take").text
    return [path for path, text in texts.items() if any(mark in text for mark in TOLD)]


def _feed(said: Team, name: str) -> str:
    """The calendar of who visits is the one that could tell of a talk."""
    if name != "one who visits":
        return "/agenda.atom"
    with said.app.app_context():
        return f"/calendar/mine/{tokens.make(Actor.self(said.people['wout']), 'telefoon')}.ics"


def _learn(said: Team, ids: dict[str, str]) -> None:
    """What pages are called; what is gone stays known, as in an address that somebody kept."""
    ids |= {"round": said.round, "code": said.codes[-1]}
    for name, column in (("reply", Reply.public_id), ("talk", Talk.public_id), ("asked", Followup.public_id)):
        for (key,) in said.rows(column):
            ids[name] = str(key)


def _end(said: Team, *names: str, kind: str | None = None) -> None:
    """Their part is over since yesterday."""
    who = [said.people[name] for name in names]
    change = sa.update(Part).where(Part.person_id.in_(who)).values(since=date(2027, 1, 4), until=date(2027, 3, 14))
    _write(said, change.where(Part.kind == kind) if kind else change)


def _write(said: Team, change: sa.Update) -> None:
    with said.app.app_context(), db.engine.begin() as connection:
        connection.execute(change)
