"""Who hears what about a rota: who is asked, who else comes that day, and the hosts; each through the own channel."""

from collections.abc import Sequence

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from app import notices
from app.db import db
from app.notices import Recipient, kinds
from app.people import roles
from app.refs import Ref
from app.web import verbs
from plugins.contributions.models import Promise, Task
from plugins.contributions.rota.holds import ASKED
from plugins.contributions.rota.models import Cover, Swap

ONE_FEWER = "cover.one_fewer"
STILL_OPEN = "cover.still_open"
SWAP_ASKED = "swap.asked"
SWAPPED = "swap.done"
SWAP_DECLINED = "swap.declined"
_FOLDER = "contributions/rota/mail"

for _kind, _subject, _name in (
    (ASKED, _("Can you come instead? %(title)s"), "asked"),
    (ONE_FEWER, _("Somebody cannot come: %(title)s"), "one_fewer"),
    (STILL_OPEN, _("Still a free place: %(title)s"), "still_open"),
    (SWAP_ASKED, _("Would you change dates? %(title)s"), "swap_asked"),
    (SWAPPED, _("Changed: %(title)s"), "swapped"),
    (SWAP_DECLINED, _("Everybody keeps their own date: %(title)s"), "swap_declined"),
):
    kinds.register(_kind, subject=_subject, template=f"{_FOLDER}/{_name}.txt", spoken=f"{_FOLDER}/{_name}_spoken.txt")

for _verb, _words in {
    "contributions.rota.begun": _("Put a task that comes back on the list"),
    "contributions.rota.changed": _("Changed a task that comes back"),
    "contributions.rota.stopped": _("Stopped a task that came back"),
    "contributions.rota.kept_place": _("Took a fixed place"),
    "contributions.rota.left_place": _("Let go of a fixed place"),
    "contributions.rota.stands_in": _("May be asked to stand in"),
    "contributions.rota.stands_in_no_more": _("Does not stand in any more"),
    "contributions.rota.swap_asked": _("Asked to change dates"),
    "contributions.rota.swapped": _("Changed dates with a neighbour"),
}.items():
    verbs.register(_verb, _words)


def asked(cover: Cover) -> None:
    """Ask one stand-in, and say until when the place is kept."""
    facts = {**_facts(cover.task), "cover": cover.public_id, "until": cover.until}
    notices.send(Recipient(person_id=cover.person_id), ASKED, facts, ref=cover.thing, house_id=cover.task.house_id)


def one_fewer(task: Task, promise: Promise) -> None:
    """Tell who else comes that day, and the hosts, that one of them cannot: no name, no reason."""
    there = db.session.scalars(
        sa.select(Promise)
        .where(Promise.task_id == task.id, Promise.withdrawn_at.is_(None), Promise.id != promise.id)
        .order_by(Promise.id)
    ).all()
    others = [one.person_id for one in there if one.person_id is not None]
    _send([*others, *_hosts(task, besides={*others, promise.person_id})], ONE_FEWER, task, promise.thing)


def back_again(promise: Promise) -> None:
    """They can come after all: who was not told yet need not hear of it."""
    notices.withdraw(promise.thing, ONE_FEWER)


def still_open(task: Task) -> None:
    """Tell the hosts that nobody is left to ask."""
    _send(_hosts(task, besides=set()), STILL_OPEN, task, task.thing)


def swap_asked(swap: Swap) -> None:
    """Ask whoever is there on the wanted date."""
    _about_swap(swap, swap.wanted, SWAP_ASKED)


def swapped(swap: Swap) -> None:
    """Tell who asked that it is a yes."""
    _about_swap(swap, swap.offered, SWAPPED)


def swap_declined(swap: Swap) -> None:
    """Tell who asked that it is a no."""
    _about_swap(swap, swap.offered, SWAP_DECLINED)


def _about_swap(swap: Swap, to: Promise, kind: str) -> None:
    offered, wanted = swap.offered.task, swap.wanted.task
    if to.person_id is None or offered is None or wanted is None:
        return
    facts = {"title": wanted.title, "swap": swap.public_id, "offered": offered.starts, "wanted": wanted.starts}
    notices.send(Recipient(person_id=to.person_id), kind, facts, ref=swap.thing, house_id=wanted.house_id)


def _send(person_ids: Sequence[int], kind: str, task: Task, ref: Ref) -> None:
    for person_id in person_ids:
        notices.send(Recipient(person_id=person_id), kind, _facts(task), ref=ref, house_id=task.house_id)


def _hosts(task: Task, besides: set[int | None]) -> list[int]:
    """The hosts who have mail; the others see it at the desk."""
    return [host.id for host in roles.hosts_of(task.house_id) if host.email and host.id not in besides]


def _facts(task: Task) -> dict[str, object]:
    return {"title": task.title, "starts": task.starts, "task": task.public_id}
