"""Expected answers that are not yes. They are not errors: they say what is possible."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RuleLink:
    """The house rule behind a refusal: its words, since when, and where the decision can be read."""

    text: str
    since: date | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Option:
    """Something that is possible instead: `title` (Zaal A, iets later), `text` below it, `value` for the form."""

    title: str
    text: str
    value: str


class Refusal(Exception):
    """An expected no, in plain words and in the reader's language.

    `field` is the form field it belongs to, `rule` the house rule that caused it, `options` what can be done instead.
    `status` is the HTTP status of the page that shows it.
    """

    status = 409

    def __init__(
        self,
        message: object,
        *,
        field: str | None = None,
        rule: RuleLink | None = None,
        options: tuple[Option, ...] = (),
    ) -> None:
        super().__init__(message)
        self._message = message  # a string, or a lazy translation of one
        self.field = field
        self.rule = rule
        self.options = options

    @property
    def message(self) -> str:
        """The words, in the language of who reads them now (the message may be lazy)."""
        return str(self._message)


class NotFound(Refusal):
    """There is no such thing, or this person may not know that there is."""

    status = 404


class NotAllowed(Refusal):
    """Somebody else may do it, the reader may not."""

    status = 403


class Unavailable(Exception):
    """An answer that cannot be made whole just now: 503, never a shorter answer."""
