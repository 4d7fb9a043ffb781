"""A real mail server for tests, in a thread of its own."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Postman:
    """Takes mail in; `refuse` answers instead of taking it, `slow` is how many seconds a mail takes."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.refuse = ""
        self.refuse_recipient = ""
        self.slow = 0.0
        self.url = ""

    async def handle_RCPT(  # aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.refuse_recipient:
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.refuse:
            return self.refuse
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.recipients.append(list(envelope.rcpt_tos))
        time.sleep(self.slow)
        return "250 taken"

    def wait_for(self, number: int, seconds: float = 60) -> None:
        """Until that many mails came in."""
        end = time.monotonic() + seconds
        while len(self.mails) < number:
            assert time.monotonic() < end, f"only {len(self.mails)} mails came"
            time.sleep(0.02)

    @property
    def subjects(self) -> list[str]:
        return [str(mail["Subject"]) for mail in self.mails]

    def text(self, number: int = -1) -> str:
        body = self.mails[number].get_body(("plain",))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n")


@contextmanager
def on_duty() -> Iterator[Postman]:
    """A mail server on this machine, for as long as the block lasts."""
    taken = Postman()
    with socket.socket() as free:  # aiosmtpd cannot choose a port by itself
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(taken, hostname="127.0.0.1", port=port)
    controller.start()
    taken.url = f"smtp://127.0.0.1:{port}"
    yield taken
    controller.stop()
