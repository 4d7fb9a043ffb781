"""Junk in addresses: what is not there is 404, what is not understood 400, 404 or left out; never a 500."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app.config import ROOT
from tests.contracts.bad_crawl import LEFT_ALONE, match
from tests.contracts.bad_house import WISH, Filled
from tests.contracts.bad_values import RAW, SQL, TAGS
from tests.contracts.bad_walks import Walked
from tests.databases import PostgreSQL, SQLite

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
JUNK = (
    "",
    "-1",
    "0",
    "1",
    "0x10",
    "١٢",
    "99999999999999999999999",
    "2147483648",
    "2027-02-30",
    "2027-03-18",
    "0001-01-01",
    "9999-12-31",
    "2427-W10-1",
    "25:99",
    "a\x00b",
    "a\nb",
    "x" * 3000,
    "..",
    "🦄",
    "a%' OR '1'='1",
    SQL,
    RAW,
    "rooms/booking/abcd",
    "NaN",
)
FEW = ("", "99999999999999999999999", "9999-12-31", "a\x00b", RAW)
"""The ones that broke something once."""
ODD = ("%FF%FE=%FF", "=&=&&", "&".join(f"k{number}=v" for number in range(2000)), "from=%ED%A0%80", "a[]=1&a[b]=2")
"""Queries that are no text, or no names and values."""
Share = Callable[[tuple[str, ...], int], tuple[str, ...]]


def in_turn(some: tuple[str, ...], number: int) -> tuple[str, ...]:
    """One of them for each page: the next page gets the next."""
    return some[number % len(some) :][:1]


def a_third(some: tuple[str, ...], number: int) -> tuple[str, ...]:
    """Every third of them, the next page begins one further: three pages of a view meet them all."""
    return some[number % 3 :: 3]


NAMED_IN_CODE = re.compile(r"""request\.(?:args|values)(?:\.get(?:list)?\(|\[)\s*["'](\w+)["']""")
TAGS_SENT = [tag.encode() for tag in TAGS]
FINE = {200, 301, 302, 303, 308, 400, 403, 404, 410}


def keys_in_code() -> set[str]:
    """Every query key that a view reads by name, and those of the guided path."""
    sources = [*ROOT.glob("app/**/*.py"), *ROOT.glob("plugins/**/*.py")]
    read = {key for path in sources for key in NAMED_IN_CODE.findall(path.read_text())}
    return read | {key for key, _value in parse_qsl(WISH)} | {"group", "often", "until", "times", "room", "skip", "in"}


def answered(client: FlaskClient, address: str, method: str = "GET") -> str:
    """What is wrong with the answer to an address, or ""."""
    try:
        answer = client.open(address, method=method)
    except Exception as error:  # whatever it is, it is the finding
        return f"{method} {address[:120]!r} raised {error!r:.160}"
    if answer.status_code not in FINE | ({405, 409, 422, 204} if method == "POST" else set()):
        return f"{method} {address[:120]!r} answered {answer.status_code}"
    if any(tag in answer.data for tag in TAGS_SENT):
        return f"{method} {address[:120]!r} shows what was in the address as a tag"
    return ""


@pytest.mark.sweep
def test_junk_in_every_query_key_never_breaks_a_page(walked: Walked, engine: SQLite | PostgreSQL) -> None:
    """All kinds of junk on SQLite, one kind for each page on PostgreSQL."""
    junk, share = (JUNK, a_third) if isinstance(engine, SQLite) else (FEW, in_turn)
    assert broken_by_query(walked, junk, share) == []


def broken_by_query(walked: Walked, junk: tuple[str, ...], share: Share) -> list[str]:
    """All keys hold the same junk, then each the key of its own page: so a check of one does not hide another."""
    common, wrong = sorted(keys_in_code()), []
    for number, (client, address) in enumerate(walked.addresses().values()):
        path, own = urlsplit(address).path, parse_qsl(urlsplit(address).query)
        for one in share(junk, number):
            wrong.append(answered(client, f"{path}?{urlencode(dict.fromkeys(common, one))}"))
            for key, _value in own:
                changed = [(name, one if name == key else value) for name, value in own]
                wrong.append(answered(client, f"{path}?{urlencode(changed)}"))
    return [one for one in wrong if one]


def test_query_that_is_no_text_never_breaks_a_page(walked: Walked) -> None:
    wrong = [
        answered(client, f"{urlsplit(url).path}?{query}")
        for number, (client, url) in enumerate(walked.only("resident").addresses().values())
        for query in in_turn(ODD, number)
    ]
    assert [one for one in wrong if one] == []


VISITORS = pytest.mark.parametrize("name", ["guest", "resident", "administrator"])


@pytest.mark.sweep
@VISITORS
def test_junk_in_every_part_of_an_address_never_breaks_a_page(
    walked: Walked, engine: SQLite | PostgreSQL, name: str
) -> None:
    """All kinds of junk on SQLite, one kind for each part on PostgreSQL."""
    junk, share = (JUNK, a_third) if isinstance(engine, SQLite) else (FEW, in_turn)
    assert broken_by_part(walked, name, junk, share) == []


def broken_by_part(walked: Walked, name: str, junk: tuple[str, ...], share: Share) -> list[str]:
    """Every route, GET and POST, with each part by itself turned into junk and the others as they are."""
    client, wrong = walked.visitors[name].client, []
    for number, rule in enumerate(walked.app.url_map.iter_rules()):
        if not rule.arguments or rule.endpoint in LEFT_ALONE:
            continue
        for address in junk_addresses(rule, walked.filled, share(junk, number)):
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                wrong.append(answered(client, address, method))
        if walked.watch.changed():
            wrong.append(f"{rule} changed {walked.watch.changed()}")
            walked.watch.restore()
    return [one for one in wrong if one]


PART = re.compile(r"<(?:\w+:)?(\w+)>")
"""A part of a rule that is named: <slug>, <path:name>."""


def junk_addresses(rule: Rule, filled: Filled, junk: tuple[str, ...]) -> Iterator[str]:
    """Addresses of a rule in which one part is junk."""
    known = {"slug": "de-linde", "house_slug": "de-linde", "kind": "house", "space": "zaal-a", "person": "abcd"}
    fixed, names = PART.sub("{}", rule.rule), PART.findall(rule.rule)
    for changed in names:
        for one in junk:
            values = [one if name == changed else known.get(name, filled.keys.get(name, "abcd")) for name in names]
            yield fixed.format(*(quote(value, safe="") for value in values))


def test_junk_reaches_the_routes(walked: Walked) -> None:
    """The other tests would be empty if no such address matched a route."""
    rules = [rule for rule in walked.app.url_map.iter_rules() if rule.arguments and "GET" in (rule.methods or set())]
    reached = {match(walked.app, address)[0] for rule in rules for address in junk_addresses(rule, walked.filled, JUNK)}
    assert {rule.endpoint for rule in rules} - reached <= {"static"}
