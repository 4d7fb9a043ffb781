"""With whom we speak when somebody types the address of a calendar: decisions, no network.

A request of ours must never reach what only this machine or its network can see (SSRF): the house's own services, the
metadata of a cloud. So a name is looked up once, each of its addresses must be of the open internet, and the very
address that was looked at is the one we connect to.
"""

import ipaddress
from collections.abc import Container
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from app.calendar.importing.refusing import Unusable

LONGEST: Final = 500
OPEN_PORTS: Final = frozenset({80, 443})
_SCHEMES: Final = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}
_PORTS: Final = {"http": 80, "https": 443}
_DISGUISES: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        "::/96",  # IPv4-compatible
        "::ffff:0:0/96",  # IPv4-mapped
        "::ffff:0:0:0/96",  # IPv4-translated
        "64:ff9b::/96",  # NAT64
        "64:ff9b:1::/48",  # NAT64 of a network's own
        "2001::/32",  # Teredo
        "2002::/16",  # 6to4
        "fec0::/10",  # site-local
    )
)
"""Blocks of IPv6 that hold an IPv4 address, or belonged to a site: what is behind them is not what they look like."""
_SAFE: Final = "/?&=#%:;@!$'()*+,~[]"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a calendar is: http or https, a name in ASCII or an IP address, a port, a path with its query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The whole address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"


def read_address(text: str, *, ports: Container[int] = OPEN_PORTS) -> Address:
    """The address that somebody typed; webcal is https. Raises Unusable: also for a password in it, or another port."""
    text = text.strip()
    try:
        parts = urlsplit(text)
        port, host = parts.port, (parts.hostname or "").rstrip(".")
    except ValueError as problem:
        raise Unusable("address") from problem
    scheme = _SCHEMES.get(parts.scheme.lower(), "")
    if not scheme or not host or len(text) > LONGEST:
        raise Unusable("address")
    if parts.username is not None or parts.password is not None:
        raise Unusable("password")
    port = _PORTS[scheme] if port is None else port
    if port not in ports:
        raise Unusable("inside")
    path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_SAFE)
    return Address(scheme, _ascii(host), port, path)


def redirected(before: Address, location: str, *, ports: Container[int]) -> Address:
    """Where an answer sends us on to. Raises Unusable like `read_address`, and where https would become http."""
    try:
        to = read_address(urljoin(before.url, location.strip()), ports=ports)
    except ValueError as problem:
        raise Unusable("address") from problem
    if before.scheme == "https" and to.scheme == "http":
        raise Unusable("redirects")
    return to


def is_open(address: str) -> bool:
    """Whether an IP address is one of the open internet, and no other in disguise."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:  # with a zone, as link-local ones have
        return False
    closed = found.is_multicast or found.is_reserved or found.is_unspecified or found.is_loopback or found.is_link_local
    return found.is_global and not closed and not any(found in block for block in _DISGUISES)


def _ascii(host: str) -> str:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return host
    try:
        name = host.encode("idna").decode("ascii").lower()
    except UnicodeError as problem:
        raise Unusable("address") from problem
    if not name or not all(sign.isalnum() or sign in "-._" for sign in name):
        raise Unusable("address")
    return name
