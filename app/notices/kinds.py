"""The kinds of notice. A feature registers its own, next to where it sends them.

kinds.register(
    "rooms.confirmed",
    subject=lazy_gettext("%(room)s is yours"),
    template="rooms/mail/confirmed.txt",
    spoken="rooms/mail/confirmed_spoken.txt",
)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

UNDO: Final = timedelta(minutes=2)
"""How long a notice waits, so that undo also undoes the mail."""
AT_ONCE: Final = timedelta(0)

Prepare = Callable[[Mapping[str, Any]], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of notice; see `register` for what each part means."""

    name: str
    subject: object
    template: str
    spoken: str
    wait: timedelta
    prepare: Prepare | None
    only_mail: bool

    @property
    def urgent(self) -> bool:
        """Whether somebody sits waiting for it."""
        return self.wait == AT_ONCE


class UnknownKind(KeyError):
    """Nobody registered this kind of notice; perhaps its plugin is gone."""


_KINDS: Final[dict[str, Kind]] = {}
"""Filled while modules are loaded and never changed after, so one dictionary serves all."""


def register(
    name: str,
    *,
    subject: object,
    template: str,
    spoken: str = "",
    wait: timedelta = UNDO,
    prepare: Prepare | None = None,
    only_mail: bool = False,
) -> None:
    """Make the kind `name` known. Raises ValueError when others registered it.

    :param name: `<feature>.<what happened>`: "rooms.confirmed".
    :param subject: a lazy translation; `%(room)s` in it is filled from the values (a percent sign is written `%%`).
    :param template: a Jinja text template with the message itself, in "je" form. Greeting and closing are put around
        it. It gets all values by name, `house`, `zone`, and the filters of `app.web.dates`.
    :param spoken: the same in "u" form, for a call task (what to say) and a slip; without it `template` serves there.
    :param wait: how long it waits before it goes out; AT_ONCE for what cannot be undone and is waited for.
    :param prepare: derives values when the notice goes out, in the reader's language: takes the params, answers the
        values (params included where the template needs them), or None when it is no longer true and must not go out.
        What must never be stored (a sign-in code) comes from here.
    :param only_mail: never becomes a call task or a slip.
    """
    kind = Kind(
        name=name,
        subject=subject,
        template=template,
        spoken=spoken or template,
        wait=wait,
        prepare=prepare,
        only_mail=only_mail,
    )
    known = _KINDS.setdefault(name, kind)
    if known.template != template:
        raise ValueError(f"two features register the notice {name!r}: {known.template} and {template}")


def find(name: str) -> Kind:
    """The kind called `name`. Raises UnknownKind when its feature is not there."""
    try:
        return _KINDS[name]
    except KeyError:
        raise UnknownKind(name) from None


def registered() -> dict[str, Kind]:
    """Every kind there is, by name."""
    return dict(sorted(_KINDS.items()))
