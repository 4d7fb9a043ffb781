"""A yes that becomes a talk: what the tests of planning, holding and visiting a talk share."""

from datetime import date

from sqlalchemy import select

from app.db import db
from app.notices.models import Notice, State
from app.notices.wording import mail_words, reader_of, spoken_words
from plugins.outreach.replies.models import Reply
from plugins.outreach.talks.models import Stage
from plugins.outreach.talks.moments import choose_own, offer
from plugins.outreach.talks.planning import plan
from plugins.outreach.talks.reading import talk_with
from tests.factories import at
from tests.plugins.outreach.conftest import Round as Team

WEEK = date(2027, 3, 22)
TUESDAY, FRIDAY = at("2027-03-23", "10:00"), at("2027-03-26", "14:00")


def reply(team: Team) -> str:
    return str(team.rows(Reply.id, Reply.public_id)[0][1])


def planned(team: Team, who: str = "mirjam", one: str = "wout", other: str = "anneke", week: date = WEEK) -> str:
    return str(team.do(plan, who, team.round, reply(team), week, (team.key(one), team.key(other))))


def offered(team: Team) -> str:
    key = planned(team)
    team.do(offer, "wout", key, TUESDAY, FRIDAY)
    return key


def agreed(team: Team) -> str:
    key = offered(team)
    with team.app.app_context():
        choose_own(team.codes[-1], FRIDAY)
    return key


def stage(team: Team, key: str) -> Stage:
    with team.app.app_context():
        return talk_with(key).stage


def said_to(team: Team, *kinds: str) -> dict[str, tuple[str, str]]:
    """What waits to be told of these kinds: the name of whom, and the words of the mail and of the call."""
    names = {person_id: name for name, person_id in team.people.items()}
    found = {}
    with team.app.app_context():
        rows = select(Notice).where(Notice.kind.in_(kinds), Notice.state == State.WAITING).order_by(Notice.id)
        for notice in db.session.scalars(rows).all():
            mail, spoken = mail_words(notice, reader_of(notice)), spoken_words(notice, reader_of(notice))
            if mail is not None and spoken is not None:
                found[names[notice.person_id or 0]] = (" ".join(mail.text.split()), " ".join(spoken.text.split()))
    return found
