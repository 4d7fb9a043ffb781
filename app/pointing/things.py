"""What can be pointed at: each feature makes its own kinds known, next to where it keeps them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.notices import Recipient
from app.plugins import current_hooks
from app.refs import Ref

_PART: Final = re.compile(r"[a-z]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that somebody wrote and everybody can read.

    :param title: what it is called for who looks at it: "Question about Eettafel".
    :param label: the same for the log and for what is read out; "" for what may not be named there (sensitive).
    :param words: what stands there, plain.
    :param url: the path of the page where it stands.
    :param language: of the words.
    :param writers: ids of the persons whose words they are: they hear it, may answer, and never decide.
    :param concerned: ids of the persons whom it is about or asks something: they do not decide about it either.
    :param guest: a guest who wrote it, where there is a way to reach them.
    :param hidden: whether it is hidden now.
    """

    ref: Ref
    house_id: int
    title: str
    label: str
    words: str
    url: str
    language: str
    writers: tuple[int, ...] = ()
    concerned: tuple[int, ...] = ()
    guest: Recipient | None = None
    hidden: bool = False


Find = Callable[[str], Thing | None]
Hide = Callable[[str, bool], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """How to look at a kind of thing, and how to hide it."""

    find: Find
    hide: Hide


_KINDS: Final[dict[tuple[str, str], Kind]] = {}
"""Filled while modules are loaded and never changed after, so one dictionary serves all."""


def register(owner: str, kind: str, *, find: Find, hide: Hide) -> None:
    """Let people point at the things `<owner>/<kind>/…`.

    :param find: key -> the thing, or None where it is not there (any more).
    :param hide: key, whether -> hide it or show it again, in the open transaction: out of pages, feeds and searches.
    """
    _KINDS[owner, kind] = Kind(find, hide)


def thing_at(ref: Ref) -> Thing | None:
    """The thing that `ref` names; None where there is none, or while its plugin is off."""
    kind = _KINDS.get((ref.owner, ref.kind))
    if kind is None or ref.owner not in current_hooks().names or not ref.key.isalnum():
        return None
    return kind.find(ref.key)


def set_hidden(ref: Ref, hidden: bool) -> None:  # the state that is asked for
    """Hide the thing, or show it again. Call it in a transaction."""
    _KINDS[ref.owner, ref.kind].hide(ref.key, hidden)


def ref_of(owner: str, kind: str, key: str) -> Ref | None:
    """A reference out of an address; None for what cannot be one."""
    if not _PART.fullmatch(owner) or not _PART.fullmatch(kind) or not key.isascii() or not key.isalnum():
        return None
    return Ref(owner, kind, key) if len(key) <= 40 else None
