"""Fetch a calendar from an address that a host typed: of the open internet alone, small, soon, and no further."""

import http.client
import ipaddress
import socket
from typing import Final
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import lazy_gettext as _

from app.refusals import Refusal
from plugins.rooms.moving.moving import MOST_BYTES

SECONDS: Final = 10


def fetch(url: str) -> bytes:
    """What stands at an http or https address. Raises Refusal (field `url`).

    The name is looked up once, and only an address of the open internet is spoken to: nothing inside the house's own
    network can be read this way. Redirects are not followed: what is behind one would have to be looked up again.
    """
    asked = urlsplit(url.strip())
    try:
        port = asked.port or (443 if asked.scheme == "https" else 80)
    except ValueError:
        port = 0
    if asked.scheme not in ("http", "https") or not asked.hostname or not port or asked.username:
        raise Refusal(_("Type a whole address: it begins with https://."), field="url")
    kind = http.client.HTTPSConnection if asked.scheme == "https" else http.client.HTTPConnection
    connection = kind(asked.hostname, port, timeout=SECONDS)
    try:
        spoken_to = _open_address(asked.hostname, port)
        connection._create_connection = lambda _to, *more: socket.create_connection(spoken_to, SECONDS)  # type: ignore[attr-defined]
        connection.request("GET", (asked.path or "/") + (f"?{asked.query}" if asked.query else ""))
        answer = connection.getresponse()
        if answer.status != http.client.OK:
            words = _("There is no calendar at this address. It answered %(status)s.", status=answer.status)
            raise Refusal(words, field="url")
        return answer.read(MOST_BYTES + 1)
    except (OSError, http.client.HTTPException, UnicodeError) as problem:
        raise Refusal(_("We cannot reach this address."), field="url") from problem
    finally:
        connection.close()


def _open_address(host: str, port: int) -> tuple[str, int]:
    """The first address of a name, when all of them are of the open internet."""
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    inside = [one for one in found if not ipaddress.ip_address(one.split("%")[0]).is_global]
    if not found or (inside and not current_app.config["WIJ_FETCH_INSIDE"]):
        raise Refusal(_("We only fetch from addresses of the open internet."), field="url")
    return found[0], port
