"""A served house for tests: `wij run` and `wij worker` as processes, and a browser without a screen."""

import http.client
import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from app.access import sessions
from app.config import ROOT
from tests.databases import SECRET


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Process:
    """One `wij …` command in a group of its own, that can be killed with all its children."""

    def __init__(self, database: str, mail: str, *command: str) -> None:
        environment = {
            **os.environ,
            "WIJ_DATABASE_URL": database,
            "WIJ_MAIL_URL": mail,
            "WIJ_SECRET_KEY": SECRET,
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "app", *command],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it and all its children."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, how)
        self._process.wait(30)


class Web(Process):
    """`wij run` on a port; `up()` waits until it answers."""

    def __init__(self, database: str, mail: str, port: int) -> None:
        super().__init__(database, mail, "run", "--port", str(port))
        self._port = port

    def up(self) -> "Web":
        """Wait until it answers."""
        for _try in range(300):
            try:
                socket.create_connection(("127.0.0.1", self._port), timeout=1).close()
                urllib.request.urlopen(f"http://127.0.0.1:{self._port}/about", timeout=10).close()
                return self
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError("the house did not start")


@dataclass
class Answer:
    """What came back."""

    status: int
    text: str


@dataclass
class Browser:
    """Somebody who is signed in, over HTTP: keeps cookies, sends the form's token along, follows no redirects."""

    base: str
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    @classmethod
    def signed_in(cls, app: Flask, base: str, person_id: int) -> "Browser":
        """With a session of that person."""
        with app.app_context():
            token = sessions.start(person_id, "code")
        signer = SecureCookieSessionInterface().get_signing_serializer(app)
        assert signer is not None
        browser = cls(base)
        value = signer.dumps({"_user_id": token, "_fresh": True})
        browser.jar.set_cookie(_cookie("session", str(value)))
        return browser

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._open(urllib.request.Request(self.base + path))

    def submit(self, path: str, fields: dict[str, str]) -> Answer:
        """Fetch the form at `path` for its token, then send it to the same address."""
        page = self.get(path)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
        if token is None:
            return page
        body = urllib.parse.urlencode({**fields, "csrf_token": token[1]}).encode()
        return self._open(urllib.request.Request(self.base + path, data=body, headers={"Referer": self.base}))

    def _open(self, request: urllib.request.Request) -> Answer:
        opener = urllib.request.build_opener(_NoRedirect, urllib.request.HTTPCookieProcessor(self.jar))
        try:
            with opener.open(request, timeout=30) as answer:
                return Answer(answer.status, answer.read().decode())
        except urllib.error.HTTPError as answer:
            return Answer(answer.code, _what_came(answer).decode())


def _what_came(answer: urllib.error.HTTPError) -> bytes:
    """The body, or what came of it: a house that is killed while it answers has still said its status."""
    try:
        return answer.read()
    except http.client.IncompleteRead as cut:
        return cut.partial


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        return None


def _cookie(name: str, value: str) -> http.cookiejar.Cookie:
    return http.cookiejar.Cookie(
        version=0,
        name=name,
        value=value,
        port=None,
        port_specified=False,
        domain="127.0.0.1",
        domain_specified=False,
        domain_initial_dot=False,
        path="/",
        path_specified=True,
        secure=False,
        expires=None,
        discard=True,
        comment=None,
        comment_url=None,
        rest={},
    )
