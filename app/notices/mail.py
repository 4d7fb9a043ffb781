"""Mail: what `WIJ_MAIL_URL` means, how a message is put together, and how it leaves the house.

`smtp://user:password@host:587` (TLS where the server offers it), `smtps://…:465` (TLS from the start), or `log:`
(nothing leaves). `?from=house@example.org` names the sender; without it that is the user, or an address at the host
of `WIJ_BASE_URL`. `?reply-to=…` says where answers go.
"""

import html
import re
import smtplib
import ssl
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from app.clock import now
from app.config import Misconfigured

TIMEOUT: Final = 20
"""Seconds that the server may take for one answer; there are at most ten, so a mail ends before its lease."""
LOOPBACK: Final = {"127.0.0.1", "::1", "localhost"}
PORTS: Final = {"smtp": 25, "smtps": 465}
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Undeliverable(Exception):
    """An address that cannot be reached, now or later."""


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server, from `WIJ_MAIL_URL`."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    """From the start, and not by STARTTLS."""

    @property
    def near(self) -> bool:
        """On this machine: there is nobody in between, and seldom a certificate."""
        return self.host in LOOPBACK


@dataclass(frozen=True, slots=True)
class Sender:
    """Who a mail is from: addresses only, the name is the house's."""

    address: str
    reply_to: str


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """An iCalendar file to go with a mail: PUBLISH is a plain file, REQUEST and CANCEL are an invitation and its end.

    Raises ValueError where the file itself names another method: Outlook refuses such a mail (research/ical.md, 11).
    """

    content: bytes
    method: str = "PUBLISH"

    def __post_init__(self) -> None:
        if self.method not in ("PUBLISH", "REQUEST", "CANCEL"):
            raise ValueError(f"no such method: {self.method}")
        if f"METHOD:{self.method}".encode() not in self.content.splitlines():
            raise ValueError(f"the file does not say METHOD:{self.method}")


def server_at(url: str) -> Server | None:
    """The server that `WIJ_MAIL_URL` names, None for `log:`. Raises Misconfigured for anything else."""
    parts = urlsplit(url)
    if parts.scheme == "log":
        return None
    if parts.scheme not in PORTS or not parts.hostname:
        raise Misconfigured(f"WIJ_MAIL_URL is not smtp://…, smtps://… or log: but {parts.scheme}:")
    return Server(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtps",
    )


def sender_for(mail_url: str, base_url: str, slug: str) -> Sender:
    """Who the mails of the house called `slug` are from."""
    parts = urlsplit(mail_url)
    given = {name: values[0] for name, values in parse_qs(parts.query).items()}
    user = unquote(parts.username or "")
    own = f"{slug}@{urlsplit(base_url).hostname or 'localhost'}"
    address = given.get("from") or (user if "@" in user else own)
    return Sender(address=address, reply_to=given.get("reply-to", address))


def compose(
    *,
    to: str,
    name: str,
    house: str,
    sender: Sender,
    message_id: str,
    language: str,
    subject: str,
    text: str,
    calendar: CalendarFile | None = None,
) -> EmailMessage:
    """A mail in plain text. `message_id` is the same each time that a notice is sent, so a double is recognised.

    Raises Undeliverable when `to` cannot be an address.
    """
    message = EmailMessage()
    message["Subject"] = one_line(subject)
    message["From"] = Address(one_line(house), addr_spec=sender.address)
    message["Reply-To"] = Address(one_line(house), addr_spec=sender.reply_to)
    try:
        message["To"] = Address("" if "@" in name else one_line(name), addr_spec=to)
    except (ValueError, IndexError, MessageError) as error:  # the standard library's parser falls over some of them
        raise Undeliverable("it is not an address") from error
    message["Date"] = format_datetime(now())
    message["Message-ID"] = f"<{message_id}@{sender.address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text + "\n")
    if calendar is not None:
        _attach(message, calendar, _as_html(text, language))
    message["Content-Language"] = language  # last: making parts moves it into one of them
    return message


def one_line(text: str) -> str:
    """Without line breaks and control signs: a name cannot start a new line in the head of a mail."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _as_html(text: str, language: str) -> str:
    """The same words as a page without any style, for programs that look for one."""
    paragraphs = "".join(f"<p>{html.escape(one).replace(chr(10), '<br>')}</p>" for one in text.split("\n\n"))
    return f'<!doctype html><html lang="{language}"><body>{paragraphs}</body></html>\n'


def _attach(message: EmailMessage, calendar: CalendarFile, page: str) -> None:
    """A plain file, or an invitation: that is an alternative to the text as well, or no client shows its buttons.

    Gmail and Outlook look for it behind a text and a page (research/ical.md, 11).
    """
    if calendar.method != "PUBLISH":
        message.add_alternative(page, subtype="html")
        message.add_alternative(calendar.content.decode(), subtype="calendar", params={"method": calendar.method})
    message.add_attachment(
        calendar.content,
        maintype="text",
        subtype="calendar",
        filename="wij.ics" if calendar.method == "PUBLISH" else "invite.ics",
        params={"method": calendar.method, "charset": "utf-8"},
    )


def post(server: Server, message: EmailMessage) -> None:
    """Hand one mail to the server.

    Raises Undeliverable when the server does not know the address, OSError or SMTPException for what may pass.
    """
    try:
        with _connect(server) as connection:
            connection.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _text in error.recipients.values()]
        if min(codes) >= 500:
            raise Undeliverable(f"the server refuses it with {codes[0]}") from error
        raise


def reason(error: Exception) -> str:
    """Why a mail did not go, for the log: never the server's own words, since they repeat the address."""
    if isinstance(error, smtplib.SMTPException):
        return f"{type(error).__name__} {getattr(error, 'smtp_code', '')}".strip()
    return str(error)


def _connect(server: Server) -> smtplib.SMTP:
    if server.tls:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=TIMEOUT, context=ssl.create_default_context()
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    try:
        _introduce(connection, server)
    except BaseException:
        connection.close()
        raise
    return connection


def _introduce(connection: smtplib.SMTP, server: Server) -> None:
    """Say hello, go over to TLS, sign in. A password goes over TLS, or does not leave this machine."""
    connection.ehlo()
    private = server.tls or server.near
    if not private and connection.has_extn("starttls"):
        connection.starttls(context=ssl.create_default_context())
        connection.ehlo()
        private = True
    if server.user:
        if not private:
            raise smtplib.SMTPNotSupportedError(f"{server.host} offers no TLS: the password was not sent")
        connection.login(server.user, server.password)
