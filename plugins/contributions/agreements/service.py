"""Propose, say yes, take back, go on, look back. One function, one transaction."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.people.models import Group
from app.places.models import House
from app.refs import Ref
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.contributions.agreements import standing, telling
from plugins.contributions.agreements.models import LONGEST, Agreement, Side, Version
from plugins.contributions.agreements.reading import last_agreed, side_of, standing_of, today_at
from plugins.contributions.seasons import Season


@transactional
def propose(actor: Actor, group_id: int, house_id: int, season_key: str, words: str) -> None:
    """Put words to the other side; what was proposed before and has no yes yet makes way.

    Raises Refusal (field `words`), NotFound, NotAllowed.
    """
    agreement, side = _locked(actor, group_id, house_id, _season(house_id, season_key))
    words = words.strip()
    if not words:
        raise Refusal(_("Write in a few words what you will do."), field="words")
    if len(words) > LONGEST:
        raise Refusal(_("That is too long. Use at most 1000 characters."), field="words")
    held, before = standing.agreed(agreement.versions), standing.waiting(agreement.versions)
    if held is not None and held.words == words:
        raise Refusal(_("That is what you agreed on already."), field="words")
    if before is not None:
        if before.words == words:
            raise Refusal(_("That is what was proposed already."), field="words")
        _drop(before)
    _propose(actor, agreement, side, words)


@transactional
def say_yes(actor: Actor, group_id: int, house_id: int, season_key: str) -> None:
    """The other side's yes: from now on these words hold. Raises Refusal, NotFound, NotAllowed."""
    agreement, side = _locked(actor, group_id, house_id, _season(house_id, season_key))
    proposal = standing.waiting(agreement.versions)
    if proposal is None:
        raise Refusal(_("There is no proposal to say yes to. Maybe somebody was first."))
    if proposal.proposer_id is not None and proposal.proposer_id in (actor.subject, actor.typist):
        raise NotAllowed(_("You proposed this yourself. Somebody else says yes."))
    if proposal.proposed_by == side:
        raise NotAllowed(_("This was proposed by your own side. The other side says yes."))
    proposal.agreed_at, proposal.answerer_id = now(), actor.subject
    agreement.changed_at = now()
    journal.note(actor, "contributions.agreement.agreed", _ref(agreement), agreement.group.name)
    telling.agreed(agreement, side.other)


@transactional
def take_back(actor: Actor, group_id: int, house_id: int, season_key: str) -> None:
    """Take back what one's own side proposed. Raises Refusal, NotFound, NotAllowed."""
    agreement, side = _locked(actor, group_id, house_id, _season(house_id, season_key))
    proposal = standing.waiting(agreement.versions)
    if proposal is None or proposal.proposed_by != side:
        raise Refusal(_("There is nothing of yours to take back. Maybe the other side was first."))
    _drop(proposal)
    telling.taken_back(agreement)
    journal.note(actor, "contributions.agreement.dropped", _ref(agreement), agreement.group.name)


@transactional
def renew(actor: Actor, group_id: int, house_id: int, season_key: str) -> None:
    """Propose the last words once more for a new season: one tap. Raises Refusal, NotFound, NotAllowed."""
    agreement, side = _locked(actor, group_id, house_id, _season(house_id, season_key))
    held = last_agreed(group_id, house_id)
    if held is None:
        raise Refusal(_("There is no earlier agreement. Write down what you will do."))
    if standing.agreed(agreement.versions) or standing.waiting(agreement.versions):
        raise Refusal(_("For this season there are words already."))
    _propose(actor, agreement, side, held.words)


@transactional
def look_back(actor: Actor, group_id: int, house_id: int, *, worked: str, did_not: str, onward: str) -> None:
    """Write down what went well, what did not, and how to go on. Either side, in words of both.

    Raises Refusal (with its field), NotFound, NotAllowed.
    """
    house = _house(house_id)
    season = standing.season_to_look_back_on(today_at(house))
    if season is None or standing_of(group_id, house_id, season).agreed is None:
        raise Refusal(_("Looking back is for the end of a season, from June to November."))
    agreement, _side = _locked(actor, group_id, house_id, season)
    answers = {"worked": worked.strip(), "did_not": did_not.strip(), "onward": onward.strip()}
    if not any(answers.values()):
        raise Refusal(_("Answer one of the three, in a few words."), field="worked")
    for field, answer in answers.items():
        if len(answer) > LONGEST:
            raise Refusal(_("That is too long. Use at most 1000 characters."), field=field)
        setattr(agreement, field, answer)
    agreement.looked_back_at = agreement.changed_at = now()
    journal.note(actor, "contributions.agreement.looked_back", _ref(agreement), agreement.group.name)


def _propose(actor: Actor, agreement: Agreement, side: Side, words: str) -> None:
    moment = now()
    agreement.versions.append(Version(words=words, proposed_by=side, proposed_at=moment, proposer_id=actor.subject))
    agreement.changed_at = moment
    db.session.flush()
    journal.note(actor, "contributions.agreement.proposed", _ref(agreement), agreement.group.name)
    telling.proposed(agreement, side.other)


def _drop(proposal: Version) -> None:
    proposal.dropped_at = now()


def _locked(actor: Actor, group_id: int, house_id: int, season: Season) -> tuple[Agreement, Side]:
    """The agreement of that season, made if it is not there yet, and for which side `actor` speaks.

    The house's row keeps two from making it at once.
    """
    group = db.session.get(Group, group_id)
    if group is None:
        raise NotFound(_("We cannot find this group."))
    side = side_of(actor, group_id, house_id)
    if side is None:
        raise NotAllowed(_("Only the group's contacts and the hosts of the house can do this."))
    db.session.execute(sa.select(House.id).where(House.id == house_id).with_for_update(key_share=True))
    agreement = db.session.scalar(
        sa.select(Agreement)
        .where(Agreement.group_id == group_id, Agreement.house_id == house_id, Agreement.season == season.key)
        .with_for_update(of=Agreement)
        .execution_options(populate_existing=True)
    )
    if agreement is None:
        agreement = Agreement(
            group=group, house=_house(house_id), season=season.key, changed_at=now(), worked="", did_not="", onward=""
        )
        db.session.add(agreement)
        db.session.flush()
    return agreement, side


def _season(house_id: int, key: str) -> Season:
    """A season that one can agree on now. Raises NotFound for any other."""
    known = {season.key: season for season in standing.seasons_to_agree(today_at(_house(house_id)))}
    if key not in known:
        raise NotFound(_("For that season you cannot agree on anything now."))
    return known[key]


def _house(house_id: int) -> House:
    house = db.session.get(House, house_id)
    if house is None:
        raise NotFound(_("We cannot find this house."))
    return house


def _ref(agreement: Agreement) -> Ref:
    return Ref("people", "group", agreement.group.slug)
