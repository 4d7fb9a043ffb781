"""A calendar of others as plain values: read in a process apart, cleaned of what must not stand on a page."""

import hashlib
import html
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

import nh3

from app.calendar.entry import Status
from app.calendar.importing import expanding
from app.calendar.importing.refusing import WORDS, Unusable
from app.calendar.text import line, paragraphs
from app.calendar.window import first_of_month
from app.clock import Span

MONTHS: Final = 13
"""How far ahead we look; as long as a series of our own may last."""
LONGEST_WORDS: Final = 600
"""Each date tells them, in every feed; a page of its own has the rest."""
_PROGRAM: Final = Path(expanding.__file__)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_TRACES: Final = re.compile(r"(utm_|mc_|pk_|hsa_|_hs|vero_|oly_)|(fbclid|gclid|dclid|msclkid|yclid|igshid|twclid)$")
_STATUS: Final = {"CANCELLED": Status.CANCELLED, "TENTATIVE": Status.TENTATIVE}


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one calendar may cost: seconds of processor time (twice that on the clock), bytes of memory."""

    seconds: int = 10
    memory: int = 400_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One date of a calendar of others. `key` names it there, and stays when it moves."""

    key: str
    span: Span
    title: str
    words: str = ""
    place: str = ""
    link: str = ""
    status: Status = Status.CONFIRMED


@dataclass(frozen=True, slots=True)
class Reading:
    """What a calendar of others holds: its name, and its dates in order."""

    name: str
    dates: tuple[Found, ...]


def window(now: datetime, zone: ZoneInfo) -> Span:
    """What of a calendar we take over: from the first of this month, so that it does not change from hour to hour."""
    return Span(first_of_month(now, zone), first_of_month(now, zone, MONTHS))


def read(body: bytes, within: Span, zone: ZoneInfo, limits: Limits = Limits()) -> Reading:
    """The dates of a calendar within a window; times without a zone are on the wall of `zone`. Raises Unusable."""
    told = _apart(body, within, zone, limits)
    keys: dict[str, int] = {}
    dates = []
    for one in sorted(told["dates"], key=lambda one: (one["starts"], one["ends"], one["uid"], one["summary"])):
        name = f"{one['uid']}\n{one['named']}"
        keys[name] = keys.get(name, 0) + 1
        dates.append(_found(one, name if keys[name] == 1 else f"{name}\n{keys[name]}"))
    return Reading(line(told["name"], 100), tuple(dates))


def _apart(body: bytes, within: Span, zone: ZoneInfo, limits: Limits) -> Mapping[str, Any]:
    """What the program says, or that it took too long: it is ended by its own limits, or by our patience."""
    edges = (within.start.isoformat(), within.end.isoformat())
    order = [sys.executable, "-I", str(_PROGRAM), *edges, zone.key, str(limits.seconds), str(limits.memory)]
    try:
        # our own interpreter and program; dates, a zone and numbers as arguments, no shell
        done = subprocess.run(order, input=body, capture_output=True, timeout=2 * limits.seconds, check=False)  # noqa: S603  # see above
        told: Mapping[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {"why": "costly"}
    except (subprocess.TimeoutExpired, ValueError, OSError):
        told = {"why": "costly"}
    if "why" in told:
        raise Unusable(told["why"] if told["why"] in WORDS else "broken")
    return told


def _found(told: Mapping[str, str], name: str) -> Found:
    """One date, cleaned."""
    starts, ends = (datetime.fromisoformat(told[name]).astimezone(UTC) for name in ("starts", "ends"))
    return Found(
        key=hashlib.sha256(name.encode(errors="replace")).hexdigest(),
        span=Span(starts, ends),
        title=line(_plain(told["summary"]), 100),
        words=paragraphs(_plain(told["description"]), LONGEST_WORDS),
        place=line(_plain(told["location"]), 120),
        link=safe_link(told["url"]),
        status=_STATUS.get(told["status"], Status.CONFIRMED),
    )


def safe_link(text: str) -> str:
    """An address of a page, without what only serves to follow people around; "" for anything else."""
    text = text.strip()
    if len(text) > 500 or not _ADDRESS.fullmatch(text):
        return ""
    try:
        parts = urlsplit(text)
        if not parts.hostname or parts.username is not None:
            return ""
        kept = [(name, value) for name, value in parse_qsl(parts.query, True) if not _TRACES.match(name.lower())]
    except ValueError:
        return ""
    return urlunsplit(parts._replace(query=urlencode(kept)) if parts.query else parts)


def _plain(text: str) -> str:
    """Words without any marks; addresses in them without traces. Line breaks of HTML stay line breaks."""
    if "<" in text:
        text = re.sub(r"<br\s*/?>|</(p|div|li|tr|h\d)>", "\n", text, flags=re.IGNORECASE)
        text = nh3.clean(text, tags=set())
    return _ADDRESS.sub(lambda found: _without_traces(found[0]), html.unescape(text))


def _without_traces(text: str) -> str:
    core = text.rstrip(".,;:!?)]}'")
    return (safe_link(core) or core.partition("?")[0]) + text[len(core) :]
