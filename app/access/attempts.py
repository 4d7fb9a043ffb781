"""How often something may be tried. Counted in the database: all processes together, and not undone by a refusal."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from typing import Final

from flask import current_app
from sqlalchemy import case, delete
from sqlalchemy.dialects import postgresql, sqlite

from app.access.models import Attempts
from app.access.words import TOO_OFTEN
from app.clock import now
from app.db import db, transactional
from app.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries `within` some time, counted from the first of them."""

    kind: str
    most: int
    within: timedelta


QUARTER: Final = timedelta(minutes=15)
DAY: Final = timedelta(days=1)

CODES_TO_ADDRESS: Final = Limit("codes-to-address", 5, QUARTER)
CODES_TO_ADDRESS_A_DAY: Final = Limit("codes-to-address-day", 20, DAY)
CODES_FROM_NETWORK: Final = Limit("codes-from-network", 40, QUARTER)
"""A whole house shares one network address."""
TRIES_OF_CODE: Final = Limit("tries-of-code", 5, DAY)
TRIES_FOR_ADDRESS: Final = Limit("tries-for-address", 15, QUARTER)
TRIES_OF_CARD: Final = Limit("tries-of-card", 5, QUARTER)
TRIES_OF_CARD_A_DAY: Final = Limit("tries-of-card-day", 10, DAY)
"""A PIN of four digits then holds out for years."""
TRIES_FROM_NETWORK: Final = Limit("tries-from-network", 100, QUARTER)

LONGEST: Final = DAY
"""After this no count means anything any more."""


class TooOften(Refusal):
    """It was tried too often; waiting helps."""

    status = 429


def count(*tries: tuple[str, Limit]) -> None:
    """Count one try of each (key, limit), before it is known whether the try is right. Raises TooOften.

    Call it outside any transaction: the counts must stay when what follows is refused.
    """
    if _count_all(tries):
        raise TooOften(TOO_OFTEN)


@transactional
def forget_tries(key: str, *limits: Limit) -> None:
    """Start counting afresh, since this time it was right."""
    for limit in limits:
        db.session.execute(delete(Attempts).where(Attempts.kind == limit.kind, Attempts.key == _hidden(limit, key)))


def network_of(address: str | None) -> str:
    """What stands for somebody's connection: the IPv4 address, or the /64 that one IPv6 connection gets."""
    try:
        ip = ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is None:
        return str(IPv6Address(int(ip) >> 64 << 64))
    return str(ip.ipv4_mapped if isinstance(ip, IPv6Address) else ip)


@transactional
def _count_all(tries: Iterable[tuple[str, Limit]]) -> bool:
    """Whether one of the limits is passed. Each is counted, in one order, so that no two wait for each other."""
    ordered = sorted(tries, key=lambda one: (one[1].kind, one[0]))
    return sum(_count(limit, key) > limit.most for key, limit in ordered) > 0


def _count(limit: Limit, key: str) -> int:
    """One more, in one statement, so that two at a time are two. Answers how many it is now."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    moment = now()
    over = Attempts.since <= moment - limit.within
    row = insert(Attempts).values(kind=limit.kind, key=_hidden(limit, key), count=1, since=moment)
    counted = row.on_conflict_do_update(
        index_elements=[Attempts.kind, Attempts.key],
        set_={"count": case((over, 1), else_=Attempts.count + 1), "since": case((over, moment), else_=Attempts.since)},
    ).returning(Attempts.count)
    return db.session.execute(counted).scalar_one()


def _hidden(limit: Limit, key: str) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"{limit.kind}/{key}".encode(), "sha256").hexdigest()
