"""Mail over TLS, with a name and a password: a password never leaves this machine in the open."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from app.notices import mail
from tests.postman import Postman

ELSEWHERE = "127.0.0.2"
"""This machine too, and not by a name that says so: for the house it is a server out there."""


@dataclass
class Office:
    """A mail server with a certificate and one user."""

    postman: Postman
    port: int
    logins: list[tuple[str, str]]

    def url(self, scheme: str, user: str = "huis", password: str = "geheim%26goed") -> str:
        return f"{scheme}://{user}:{password}@{ELSEWHERE}:{self.port}"

    def post(self, url: str) -> None:
        server = mail.server_at(url)
        assert server is not None
        sender = mail.sender_for(url, "https://linde.example", "de-linde")
        message = mail.compose(
            to="lieke@example.org",
            name="Lieke",
            house="De Linde",
            sender=sender,
            message_id="k3f9",
            language="nl",
            subject="Tot donderdag",
            text="Zaal A is van jou.",
        )
        mail.post(server, message)


def office(authority: trustme.CA, *, offers_tls: bool = True, from_the_start: bool = False) -> Iterator[Office]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(ELSEWHERE).configure_cert(context)
    postman, logins = Postman(), []

    def check(_server: SMTP, _session: Session, _envelope: Envelope, _way: str, given: object) -> AuthResult:
        assert isinstance(given, LoginPassword)
        logins.append((given.login.decode(), given.password.decode()))
        return AuthResult(success=given.password == b"geheim&goed", handled=False)

    with socket.socket() as free:
        free.bind((ELSEWHERE, 0))
        port = free.getsockname()[1]
    starttls = offers_tls and not from_the_start
    controller = Controller(
        postman,
        hostname=ELSEWHERE,
        port=port,
        ssl_context=context if from_the_start else None,
        tls_context=context if starttls else None,
        require_starttls=starttls,
        authenticator=check,
        auth_required=starttls,
        auth_require_tls=starttls,
    )
    controller.start()
    yield Office(postman, port, logins)
    controller.stop()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The machine trusts who signed the certificate."""
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_mail_goes_over_tls_and_signs_in(authority: trustme.CA, scheme: str) -> None:
    for here in office(authority, from_the_start=scheme == "smtps"):
        here.post(here.url(scheme))
        assert here.logins == [("huis", "geheim&goed")]
        assert [str(one["Subject"]) for one in here.postman.mails] == ["Tot donderdag"]
        assert here.postman.recipients == [["lieke@example.org"]]


@pytest.mark.usefixtures("trusted")
def test_wrong_password_is_an_error_that_may_pass_and_names_no_words_of_the_server(authority: trustme.CA) -> None:
    for here in office(authority):
        with pytest.raises(smtplib.SMTPAuthenticationError) as refused:
            here.post(here.url("smtp", password="fout"))
        assert mail.reason(refused.value) == "SMTPAuthenticationError 535"
        assert here.postman.mails == []


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_certificate_that_nobody_vouches_for_gets_neither_password_nor_mail(authority: trustme.CA, scheme: str) -> None:
    for here in office(authority, from_the_start=scheme == "smtps"):
        with pytest.raises(ssl.SSLCertVerificationError):
            here.post(here.url(scheme))
        assert (here.logins, here.postman.mails) == ([], [])


def test_password_is_not_sent_to_a_server_without_tls(authority: trustme.CA) -> None:
    for here in office(authority, offers_tls=False):
        with pytest.raises(smtplib.SMTPNotSupportedError, match="the password was not sent"):
            here.post(here.url("smtp"))
        assert (here.logins, here.postman.mails) == ([], [])
