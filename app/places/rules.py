"""House rules: typed values that plugins declare and residents decide on, each with its history.

    limit: int = rules.value(house_id, "rooms.longest_hours")

A rule that nobody decided about has its default. The decision with the latest day that has come counts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import format_decimal
from flask_babel import lazy_gettext as _

from app import journal
from app.actors import Actor
from app.clock import now, wall
from app.db import db, transactional
from app.places import verbs
from app.places.models import House, RuleValue
from app.places.rights import HOST, require
from app.plugins import RuleSpec, current_hooks
from app.refs import Ref
from app.refusals import NotFound, Refusal, RuleLink

YES: Final = "yes"
NO: Final = "no"
_WORDS: Final = {YES: _("yes"), NO: _("no")}
_INT: Final = re.compile(r"-?[0-9]{1,9}")
_FIRST_DAY: Final = date(1990, 1, 1)
_core: dict[str, RuleSpec] = {}


@dataclass(frozen=True, slots=True)
class Decision:
    """What a house decided: the typed value, from which day on, why, and when it was written down (UTC)."""

    value: Any
    since: date
    why: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it stands in a house today: its value, and the decision behind it (None: it has its default)."""

    spec: RuleSpec
    value: Any
    decision: Decision | None
    history: tuple[Decision, ...]
    """Every decision, newest day first; those to come as well."""

    @property
    def sentence(self) -> str:
        """The rule in one plain sentence, in the reader's language."""
        return sentence(self.spec, self.value)


def register_core_rule(spec: RuleSpec) -> None:
    """Add a rule of the core. Call it when a module is loaded; raises ValueError for a key that is taken."""
    if spec.key in _core:
        raise ValueError(f"two rules are called {spec.key!r}")
    _core[spec.key] = spec


def specs() -> dict[str, RuleSpec]:
    """Every rule there is, of the core and of the plugins that are on, by key, in order."""
    return dict(sorted((_core | current_hooks().rules()).items()))


def value(house_id: int, key: str) -> Any:
    """What the rule says today: a bool, an int or a str, as its spec's `kind` says. One query. KeyError for no rule."""
    return rule(house_id, key).value


def rule(house_id: int, key: str) -> Rule:
    """One rule as it stands today, with its history. KeyError when no part of the house knows it."""
    return _rules(house_id, {key: specs()[key]})[key]


def rules(house_id: int) -> list[Rule]:
    """Every rule as it stands today, in order of key. Two queries."""
    return list(_rules(house_id, specs()).values())


def history(house_id: int, key: str) -> list[Decision]:
    """Every decision about a rule, the newest day first. KeyError when no part of the house knows it."""
    return list(rule(house_id, key).history)


def link(house_id: int, key: str) -> RuleLink:
    """The rule behind a refusal: its sentence in the reader's language, since when, and where to read the decision."""
    found = rule(house_id, key)
    return RuleLink(found.sentence, found.decision.since if found.decision else None, url(_house(house_id), key))


def url(house: House, key: str) -> str:
    """The path where a rule can be read."""
    return f"/house/{house.slug}/rules#{anchor(key)}"


def anchor(key: str) -> str:
    """The id of a rule on its page."""
    return "rule-" + key.replace(".", "-")


@transactional
def decide(actor: Actor, house_id: int, key: str, value: bool | int | str, since: date, why: str) -> None:
    """Write down what the house decided about a rule, from the day `since` on, and why.

    For hosts and administrators of that house. What was decided before stays, as history. Raises Refusal beside the
    field `value`, `since` or `why`; NotFound for a rule that is not there.
    """
    house = require(actor, house_id, HOST)
    spec = specs().get(key)
    if spec is None:
        raise NotFound(_("There is no such rule."))
    _refuse_unfit(spec, value)
    today = wall(now(), house.zone).date()
    if not _FIRST_DAY <= since <= today + timedelta(days=366):
        raise Refusal(_("Choose a day up to a year from now."), field="since")
    if not why.strip():
        raise Refusal(_("Write in a few words why you decided this. People can read it."), field="why")
    row = RuleValue(house_id=house_id, key=key, value=stored(value), since=since, why=why.strip(), decided_at=now())
    db.session.add(row)
    db.session.flush()
    journal.note(actor, verbs.RULE_DECIDED, Ref("places", "rule", str(row.id)), key)


def sentence(spec: RuleSpec, value: bool | int | str) -> str:
    """A rule in one plain sentence, with its value as people of the reader's language write it."""
    return str(spec.text).replace("{value}", words(spec, value))


def words(spec: RuleSpec, value: bool | int | str) -> str:
    """A value in words: those of the spec's `choices` where it has any, otherwise yes, no or a number."""
    text = stored(value)
    if text in spec.choices:
        return str(spec.choices[text])
    if isinstance(value, bool):
        return str(_WORDS[text])
    return format_decimal(value) if isinstance(value, int) else value


def stored(value: bool | int | str) -> str:
    """A value as the database (and a form's radio button) writes it: yes, no, 8, mail."""
    return (YES if value else NO) if isinstance(value, bool) else str(value)


def read(spec: RuleSpec, text: str) -> Any:
    """A value out of its stored form; `fits` says whether it is one."""
    return text == YES if spec.kind is bool else spec.kind(text)


def fits(spec: RuleSpec, text: str) -> bool:
    """Whether a stored form is a value of this rule."""
    if spec.kind is bool:
        return text in _WORDS
    if spec.kind is int:
        return _INT.fullmatch(text) is not None and spec.minimum <= int(text) <= spec.maximum
    return text in spec.choices


def _rules(house_id: int, wanted: dict[str, RuleSpec]) -> dict[str, Rule]:
    rows = db.session.scalars(
        sa.select(RuleValue)
        .where(RuleValue.house_id == house_id, RuleValue.key.in_(wanted))
        .order_by(RuleValue.since.desc(), RuleValue.id.desc())
    )
    by_key: dict[str, list[Decision]] = {key: [] for key in wanted}
    for row in rows:
        if fits(wanted[row.key], row.value):  # a plugin's next version may know other values
            by_key[row.key].append(Decision(read(wanted[row.key], row.value), row.since, row.why, row.decided_at))
    today = wall(now(), _house(house_id).zone).date()
    return {key: _standing(spec, by_key[key], today) for key, spec in wanted.items()}


def _standing(spec: RuleSpec, decisions: Iterable[Decision], today: date) -> Rule:
    made = tuple(decisions)
    current = next((decision for decision in made if decision.since <= today), None)
    return Rule(spec, spec.default if current is None else current.value, current, made)


def _house(house_id: int) -> House:
    house = db.session.get(House, house_id)
    if house is None:
        raise NotFound(_("There is no such house."))
    return house


def _refuse_unfit(spec: RuleSpec, value: bool | int | str) -> None:
    if type(value) is spec.kind and fits(spec, stored(value)):
        return
    if spec.kind is int:
        raise Refusal(
            _("Choose a number from %(least)s to %(most)s.", least=spec.minimum, most=spec.maximum), field="value"
        )
    raise Refusal(_("Choose one of the answers."), field="value")
