"""Fetch the calendar at an address: bounded in time, size and reach, whatever answers at the other end.

http.client, and not a larger library: the connection must go to the one IP address that was looked at, and each read
must know how much time and room is left. Both are a few lines here, and a way around in the libraries (docs/adr).
No cookies, no passwords, no proxy, nothing about who asks.
"""

import http.client
import io
import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field
from typing import Final

from app.calendar.importing.addresses import OPEN_PORTS, Address, is_open, read_address, redirected
from app.calendar.importing.refusing import Unusable

MOST_BYTES: Final = 2_000_000
SECONDS: Final = 12.0
"""For all of it: looking up, connecting, each redirect, reading."""
PATIENCE: Final = 5.0
"""For one step of it."""
MOST_HOPS: Final = 5
_HEADERS: Final = 64_000
_SENT: Final = {
    "Accept": "text/calendar, text/plain;q=0.5, */*;q=0.1",
    "Accept-Encoding": "identity",
    "User-Agent": "Wij (agenda of a neighbourhood house)",
    "Connection": "close",
}
_GONE_ON: Final = {301, 302, 303, 307, 308}
_WHY: Final = {401: "locked", 403: "locked", 404: "missing", 410: "missing"}

Lookup = Callable[[str, int], Iterable[str]]


def look_up(host: str, port: int) -> list[str]:
    """The IP addresses of a name, as this machine finds them."""
    return [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a fetch may go. As it is by default, for addresses that people type; tests widen it by hand."""

    lookup: Lookup = look_up
    inside: frozenset[str] = frozenset()
    """IP addresses inside that may be spoken to nevertheless; `*` for all of them."""
    ports: Container[int] = OPEN_PORTS
    own: tuple[str, int] = ("", 0)
    """Host and port of this website: what is in our own agenda needs no bringing there."""
    seconds: float = SECONDS
    patience: float = PATIENCE
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def allows(self, address: str) -> bool:
        """Whether an IP address may be spoken to."""
        return is_open(address) or address in self.inside or "*" in self.inside


@dataclass(frozen=True, slots=True)
class Marks:
    """What a server said of its answer, to ask "has it changed?" the next time."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. `body` is None when nothing changed since the marks that were sent along."""

    body: bytes | None
    marks: Marks


def fetch(url: str, reach: Reach, marks: Marks | None = None) -> Fetched:
    """What stands at an address that somebody typed. Raises Unusable, within `reach.seconds`, whatever happens."""
    deadline = time.monotonic() + reach.seconds
    address = read_address(url, ports=reach.ports)
    for _hop in range(MOST_HOPS + 1):
        if (address.host, address.port) == reach.own:
            raise Unusable("own")
        try:
            answer = _ask(address, reach, marks or Marks(), deadline)
        except (TimeoutError, queue.Empty) as problem:
            raise Unusable("slow") from problem
        except (OSError, http.client.HTTPException, UnicodeError, ValueError) as problem:
            raise Unusable("unreachable") from problem
        if isinstance(answer, Fetched):
            return answer
        address = redirected(address, answer, ports=reach.ports)
    raise Unusable("redirects")


def _ask(address: Address, reach: Reach, marks: Marks, deadline: float) -> Fetched | str:
    """One request: the answer, or where it sends us on to."""
    pipe = _Pipe(_connect(address, reach, deadline), deadline, reach.patience)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    connection = kind(address.host, address.port)
    connection.sock = pipe  # ours, so that http.client connects to nothing by itself
    asked = {"If-None-Match": marks.etag, "If-Modified-Since": marks.modified}
    try:
        connection.request("GET", address.path, headers=_SENT | {name: said for name, said in asked.items() if said})
        answer = connection.getresponse()
        if answer.status in _GONE_ON and (location := answer.getheader("Location")):
            return location
        if answer.status == http.client.NOT_MODIFIED and marks != Marks():
            return Fetched(None, marks)
        if answer.status != http.client.OK:
            raise Unusable(_WHY.get(answer.status, "answer"))
        body = _unpacked(answer.read(MOST_BYTES + 1), answer.getheader("Content-Encoding", ""))
        return Fetched(body, Marks(_mark(answer.getheader("ETag")), _mark(answer.getheader("Last-Modified"))))
    finally:
        pipe.inner.close()


def _connect(address: Address, reach: Reach, deadline: float) -> socket.socket:
    """A connection to an address of the open internet, and to no other that the name might have a moment later."""
    found = _looked_up(address, reach, min(reach.patience, _left(deadline)))
    if not found:
        raise Unusable("unreachable")
    if not all(reach.allows(one) for one in found):
        raise Unusable("inside")
    problem: OSError | None = None
    for one in found[:3]:
        try:
            plain = socket.create_connection((one, address.port), min(reach.patience, _left(deadline)))
        except OSError as failed:
            problem = failed
            continue
        if address.scheme == "http":
            return plain
        return reach.tls.wrap_socket(plain, server_hostname=address.host)  # in the time that connecting had
    raise problem or TimeoutError


def _looked_up(address: Address, reach: Reach, seconds: float) -> list[str]:
    """Look a name up, and don't wait longer than this: the system's own way to do it knows no limit."""
    answers: queue.Queue[list[str] | OSError] = queue.Queue()

    def ask() -> None:
        try:
            answers.put(list(dict.fromkeys(reach.lookup(address.host, address.port))))
        except (OSError, UnicodeError) as problem:
            answers.put(problem if isinstance(problem, OSError) else OSError(str(problem)))

    threading.Thread(target=ask, daemon=True).start()
    answer = answers.get(timeout=seconds)
    if isinstance(answer, OSError):
        raise answer
    return answer


def _unpacked(body: bytes, encoding: str) -> bytes:
    """The bytes as they were before a server packed them, though nobody asked it to; never more than we take."""
    if encoding.strip().lower() in ("gzip", "x-gzip"):
        try:
            body = zlib.decompressobj(wbits=31).decompress(body, MOST_BYTES + 1)
        except zlib.error as problem:
            raise Unusable("broken") from problem
    elif encoding.strip().lower() not in ("", "identity"):
        raise Unusable("kind")
    if len(body) > MOST_BYTES:
        raise Unusable("big")
    return body


def _mark(text: str | None) -> str:
    """A mark that can be stored and sent back, or none."""
    return text if text and len(text) <= 200 and text.isascii() and text.isprintable() else ""


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Pipe:
    """A socket as http.client wants it, that never waits past the deadline and never reads more than we take."""

    def __init__(self, inner: socket.socket, deadline: float, patience: float) -> None:
        self.inner, self.deadline, self.patience = inner, deadline, patience

    def sendall(self, data: bytes) -> None:
        """Send all of it, in time."""
        self.inner.settimeout(min(self.patience, _left(self.deadline)))
        self.inner.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What is read from."""
        return io.BufferedReader(_Stream(self))

    def close(self) -> None:
        """http.client lets go before it reads. We do so afterwards."""


class _Stream(io.RawIOBase):
    """The bytes of an answer, headers and all, as they come in."""

    def __init__(self, pipe: _Pipe) -> None:
        self.pipe, self.room = pipe, MOST_BYTES + _HEADERS

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader gives
        """As much as came in; raises when the time or the room is used up."""
        self.pipe.inner.settimeout(min(self.pipe.patience, _left(self.pipe.deadline)))
        got = self.pipe.inner.recv_into(buffer)
        self.room -= got
        if self.room < 0:
            raise Unusable("big")
        return got
