"""What a group does in return: the page of one group and its house."""

from typing import Final

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.people.groups import group_with_slug
from app.people.models import Group
from app.places.models import House
from app.refusals import NotAllowed
from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt
from plugins.contributions.agreements import reading, service, standing
from plugins.contributions.agreements.forms import LookBackForm, ProposalForm
from plugins.contributions.agreements.models import Side
from plugins.contributions.agreements.pieces import home_of
from plugins.contributions.seasons import Season
from plugins.contributions.views import contributions

SEASON: Final = "season"


@contributions.get("/agreements/<slug>")
@who(Who.SIGNED_IN)
def agreement(slug: str) -> str:
    """What holds, what is proposed, and what one can do about it."""
    group, house, _side = _ours(slug)
    return _page(group, house, ProposalForm(), None)


@contributions.post("/agreements/<slug>")
@who(Who.SIGNED_IN)
def propose(slug: str) -> ResponseReturnValue:
    """Put words to the other side."""
    group, house, side = _ours(slug)
    form = ProposalForm()
    words = form.words.data or ""
    if attempt(form, lambda: service.propose(current_actor(), group.id, house.id, _season(house).key, words)):
        say_done(_told(side, group, house))
        return _back(group, house)
    return _page(group, house, form, None), 422


@contributions.post("/agreements/<slug>/yes")
@who(Who.SIGNED_IN)
def agree(slug: str) -> ResponseReturnValue:
    """Yes to the other side's words."""
    group, house, _side = _ours(slug)
    service.say_yes(current_actor(), group.id, house.id, _season(house).key)
    say_done(_("Agreed. Thank you, all of you!"))
    return _back(group, house)


@contributions.post("/agreements/<slug>/take-back")
@who(Who.SIGNED_IN)
def take_proposal_back(slug: str) -> ResponseReturnValue:
    """Not this after all."""
    group, house, _side = _ours(slug)
    service.take_back(current_actor(), group.id, house.id, _season(house).key)
    say_done(_("The proposal is taken back."))
    return _back(group, house)


@contributions.post("/agreements/<slug>/renew")
@who(Who.SIGNED_IN)
def renew(slug: str) -> ResponseReturnValue:
    """The same words for a new season."""
    group, house, side = _ours(slug)
    service.renew(current_actor(), group.id, house.id, _season(house).key)
    say_done(_told(side, group, house))
    return _back(group, house)


@contributions.post("/agreements/<slug>/look-back")
@who(Who.SIGNED_IN)
def look_back(slug: str) -> ResponseReturnValue:
    """How the season went."""
    group, house, _side = _ours(slug)
    form = LookBackForm()
    if attempt(
        form,
        lambda: service.look_back(
            current_actor(),
            group.id,
            house.id,
            worked=form.worked.data or "",
            did_not=form.did_not.data or "",
            onward=form.onward.data or "",
        ),
    ):
        say_done(_("Kept. You can go on with it next season."))
        return _back(group, house)
    return _page(group, house, ProposalForm(), form), 422


def _page(group: Group, house: House, form: ProposalForm, looking: LookBackForm | None) -> str:
    season = _season(house)
    now = reading.standing_of(group.id, house.id, season)
    last = reading.last_agreed(group.id, house.id)
    over = standing.season_to_look_back_on(reading.today_at(house))
    past = reading.standing_of(group.id, house.id, over) if over else None
    if past is not None and past.agreed is None:
        past = None
    if not form.is_submitted() or looking is not None:
        form.words.data = next((one.words for one in (now.waiting, now.agreed, last) if one), "")
    return render_template(
        "contributions/agreements/agreement.html",
        group=group,
        house=house,
        side=reading.side_of(current_actor(), group.id, house.id),
        standing=now,
        season=season,
        seasons=standing.seasons_to_agree(reading.today_at(house)),
        last=last,
        past=past,
        form=form,
        looking=looking or LookBackForm(obj=past.agreement if past else None),
        own=now.waiting is not None and now.waiting.proposer_id in (current_actor().subject, current_actor().typist),
    )


def _season(house: House) -> Season:
    """The season in the address, or the one that it is."""
    asked = request.values.get(SEASON, "")
    known = standing.seasons_to_agree(reading.today_at(house))
    return next((season for season in known if season.key == asked), known[0])


def _ours(slug: str) -> tuple[Group, House, Side]:
    """The group, where it is at home, and for whom the reader speaks; a refusal for who speaks for neither."""
    group = group_with_slug(slug)
    house = home_of(group) if group else None
    if group is None or house is None:
        abort(404)
    side = reading.side_of(current_actor(), group.id, house.id)
    if side is None:
        raise NotAllowed(_("Only the group's contacts and the hosts of the house can do this."))
    return group, house, side


def _told(side: Side, group: Group, house: House) -> str:
    name = house.name if side is Side.GROUP else group.name
    return _("Proposed. %(name)s will hear of it, and can say yes.", name=name)


def _back(group: Group, house: House) -> ResponseReturnValue:
    season = _season(house)
    chosen = None if season == reading.current_season(house) else season.key
    return redirect(url_for(".agreement", slug=group.slug, season=chosen), 303)
