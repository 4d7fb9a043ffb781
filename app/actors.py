"""Who acts: who typed, for whom, and by which way they came in."""

from dataclasses import dataclass
from enum import StrEnum


class Channel(StrEnum):
    """The way in. The web and the desk can do the same things."""

    WEB = "web"
    DESK = "desk"
    PHONE = "phone"
    CARD = "card"
    JOB = "job"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who typed, for whom, through which channel. Ids of persons; None is nobody we know (a guest, a job).

    Rights are the subject's for doing and never exceed the typist's; nobody approves for themselves, in either role.
    """

    typist: int | None
    subject: int | None
    channel: Channel

    @classmethod
    def self(cls, person_id: int, channel: Channel = Channel.WEB) -> "Actor":
        """Somebody acting for themselves."""
        return cls(person_id, person_id, channel)

    @classmethod
    def guest(cls) -> "Actor":
        """Somebody who did not sign in."""
        return cls(None, None, Channel.WEB)

    @classmethod
    def job(cls) -> "Actor":
        """The house itself: periodic work and the command line."""
        return cls(None, None, Channel.JOB)

    @property
    def on_behalf(self) -> bool:
        """Whether somebody types for somebody else."""
        return self.typist != self.subject
