"""Calendars of others, fetched: from a real server that answers as it likes, and never from where we should not go."""

import gzip
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calendar.importing import addresses, fetching
from app.calendar.importing.addresses import is_open, read_address
from app.calendar.importing.fetching import MOST_BYTES, Fetched, Marks, Reach, fetch
from app.calendar.importing.refusing import Unusable

LARGE = b"x" * 10_000_000
BOMB = gzip.compress(bytes(300_000_000), 9)
ENDLESS = b"HTTP/1.1 200 OK\r\nX-Long: " + b"y" * 60_000 + b"\r\n" + b"X-One: y\r\n" * 200_000
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


class Odd(BaseHTTPRequestHandler):
    """A server of somebody's: `/302/<where>` sends on, `/<number>` answers so, the other paths do what they say."""

    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        what = self.path[1:].partition("?")[0]
        if what.startswith("302/"):
            self.say(302, ("Location", what[4:]))
        elif what.isdigit():
            self.say(int(what))
        elif (act := getattr(self, what.removesuffix(".ics"), None)) is not None:
            act()
        else:
            self.say(200, body=CALENDAR)

    def say(self, status: int, *headers: tuple[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def loop(self) -> None:
        self.say(302, ("Location", "/loop"))

    def kept(self) -> None:
        if self.headers.get("If-None-Match") == '"een"' or self.headers.get("If-Modified-Since"):
            self.say(304)
        else:
            self.say(200, ("ETag", '"een"'), ("Last-Modified", "Mon, 08 Mar 2027 08:00:00 GMT"), body=CALENDAR)

    def large(self) -> None:
        self.say(200, body=LARGE)

    def packed(self) -> None:
        self.say(200, ("Content-Encoding", "gzip"), body=gzip.compress(CALENDAR))

    def bomb(self) -> None:
        self.say(200, ("Content-Encoding", "gzip"), body=BOMB)

    def odd(self) -> None:
        self.say(200, ("Content-Encoding", "br"), body=b"???")

    def endless(self) -> None:
        self.wfile.write(ENDLESS)

    def drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\nBEGIN:VCALENDAR\r\n")
        self.dripping()

    def head_drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-")
        self.dripping()

    def dripping(self) -> None:
        for _second in range(100):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def silence(self) -> None:
        time.sleep(3)

    def junk(self) -> None:
        self.wfile.write(b"\x00\xff" * 500)

    def log_message(self, *_args: object) -> None:
        """Be silent."""


class Server(ThreadingHTTPServer):
    """One that does not mind when we hang up."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """We hung up."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The server's address: a name that only our own look-up knows, so that nothing but that leads there."""
    Odd.asked = []
    server = Server(("127.0.0.1", 0), Odd)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://kalender.example:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def reach(server: str) -> Reach:
    """May speak to the test's server, by its name only; every other name is answered as an attacker would."""
    names = {"kalender.example": "127.0.0.1", "intern.example": "10.0.0.5", "metadata.example": "169.254.169.254"}
    port = int(server.rpartition(":")[2])

    def lookup(host: str, _port: int) -> list[str]:
        return [names.get(host, host)]

    return Reach(
        lookup=lookup, inside=frozenset({"127.0.0.1"}), ports=frozenset({80, 443, port}), seconds=1.0, patience=0.5
    )


def why(url: str, reach: Reach) -> str:
    """Why an address is refused."""
    with pytest.raises(Unusable) as refused:
        fetch(url, reach)
    return refused.value.why


def test_calendar_is_fetched_without_anything_about_who_asks(server: str, reach: Reach) -> None:
    assert fetch(f"{server}/a%20b.ics?x=1&y=é", reach) == Fetched(CALENDAR, Marks())
    assert fetch(f"{server}/packed", reach).body == CALENDAR
    path, headers = next((path, headers) for path, headers in Odd.asked if path.startswith("/a%20b"))
    assert path == "/a%20b.ics?x=1&y=%C3%A9"
    assert set(headers) == {"Host", "Accept", "Accept-Encoding", "User-Agent", "Connection"}


def test_unchanged_calendar_is_not_sent_again(server: str, reach: Reach) -> None:
    first = fetch(f"{server}/kept", reach)
    assert first == Fetched(CALENDAR, Marks('"een"', "Mon, 08 Mar 2027 08:00:00 GMT"))
    assert fetch(f"{server}/kept", reach, first.marks) == Fetched(None, first.marks)
    assert why(f"{server}/304", reach) == "answer"


def test_redirects_are_followed_five_times_and_looked_at_each_time(server: str, reach: Reach) -> None:
    assert fetch(f"{server}/302/{server}/ok", reach).body == CALENDAR
    assert fetch(f"{server}/302//ok", reach).body == CALENDAR
    assert fetch(f"{server}/302/" + "/302/" * 4 + "/ok", reach).body == CALENDAR
    assert why(f"{server}/loop", reach) == "redirects"


@pytest.mark.parametrize(
    ("expected", "where"),
    [
        ("inside", "http://169.254.169.254/latest/meta-data/"),
        ("inside", "http://metadata.example/"),
        ("inside", "http://intern.example/x"),
        ("inside", "http://[::1]/"),
        ("inside", "http://[::ffff:10.0.0.5]/"),
        ("inside", "http://192.168.1.1/"),
        ("inside", "http://kalender.example:22/"),
        ("address", "file:///etc/passwd"),
        ("address", "gopher://kalender.example/"),
        ("password", "http://me:secret@kalender.example/"),
    ],
)
def test_redirect_to_where_we_must_not_go_is_refused(server: str, reach: Reach, expected: str, where: str) -> None:
    assert why(f"{server}/302/{where}", reach) == expected
    assert why(where, reach) == expected


def test_secure_address_never_becomes_an_open_one() -> None:
    with pytest.raises(Unusable) as refused:
        addresses.redirected(
            read_address("webcal://x.example/a.ics"), "http://x.example/a.ics", ports=frozenset({80, 443})
        )
    assert refused.value.why == "redirects"


def test_name_with_one_address_inside_is_refused_and_is_looked_up_once(server: str, reach: Reach) -> None:
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["93.184.216.34", "10.0.0.5"] if len(asked) == 1 else ["127.0.0.1"]

    assert why(server, Reach(lookup=rebinding, ports=reach.ports)) == "inside"
    assert asked == ["kalender.example"]


@pytest.mark.parametrize(
    ("expected", "path"),
    [
        ("big", "large"),
        ("big", "bomb"),
        ("kind", "odd"),
        ("slow", "drip"),
        ("slow", "head_drip"),
        ("slow", "silence"),
        ("unreachable", "junk"),
        ("unreachable", "endless"),
        ("locked", "401"),
        ("locked", "403"),
        ("missing", "404"),
        ("missing", "410"),
        ("answer", "500"),
        ("answer", "204"),
    ],
)
def test_hostile_answer_is_refused_in_time_and_within_memory(
    server: str, reach: Reach, expected: str, path: str
) -> None:
    begun = time.monotonic()
    tracemalloc.start()
    try:
        found, (_now, most) = why(f"{server}/{path}", reach), tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found == expected
    assert time.monotonic() - begun < 2.5
    assert most < 4 * MOST_BYTES


def _asleep() -> list[str]:
    time.sleep(1)
    return []


def _unknown() -> list[str]:
    raise OSError("no such name")


@pytest.mark.parametrize(("expected", "answer"), [("slow", _asleep), ("unreachable", _unknown), ("unreachable", list)])
def test_name_that_is_not_found_in_time_is_refused(expected: str, answer: Callable[[], list[str]]) -> None:
    begun = time.monotonic()
    reach = Reach(lookup=lambda _host, _port: answer(), seconds=0.4, patience=0.2)
    assert why("https://nergens.example/", reach) == expected
    assert time.monotonic() - begun < 0.9


INSIDE = (
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1",
    "192.0.0.170", "198.18.0.1", "224.0.0.251", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0",
    "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1", "2002:7f00:1::", "2001:0:7f00:1::", "::127.0.0.1", "2001:db8::1", "kalender", "",
)  # fmt: skip


def test_addresses_of_inside_are_known_in_every_disguise() -> None:
    assert [one for one in INSIDE if is_open(one)] == []
    assert [one for one in ("93.184.216.34", "8.8.8.8", "2a00:1450:400e:80c::200e") if not is_open(one)] == []


def test_typed_address_is_read_as_a_calendar_program_would() -> None:
    assert read_address(" webcal://Kalender.Example/a.ics#x ").url == "https://kalender.example/a.ics"
    assert read_address("https://één.example:443/a b?c=d%20e").url == "https://xn--n-9faa.example/a%20b?c=d%20e"
    with pytest.raises(Unusable):
        read_address("https://x.example/" + "a" * 500)


@given(st.text(max_size=60) | st.text(max_size=40).map(lambda text: f"https://{text}"))
def test_any_text_is_an_address_or_a_refusal(text: str) -> None:
    try:
        found = read_address(text)
    except Unusable:
        return
    assert found.url.isascii()
    assert found.port in (80, 443)


def test_look_up_is_the_machines_own() -> None:
    assert "127.0.0.1" in fetching.look_up("127.0.0.1", 80)
