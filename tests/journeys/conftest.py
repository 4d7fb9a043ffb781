"""A real browser at a real house: the demo, served as `make demo` serves it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_babel import gettext
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from app import create_app
from app.web.languages import language_of
from tests.journeys.looking import Inspector, NoInspector
from tests.journeys.walking import Say, Walker, quiet_days

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
HOW = "no browser: `apt-get install chromium` (Debian) brings one"
WAYS = [("nl", True), ("nl", False), ("en", True), ("en", False)]
LOUD = {"error", "warning"}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every walk needs the browser: without one they are skipped, with the reason."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason=HOW))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo house that is being served, web and worker."""
    folder = tmp_path_factory.mktemp("journey")
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "app",
        "demo",
        "--port",
        str(port),
        "--database",
        f"sqlite:///{folder}/demo.sqlite",
    ]
    with (folder / "log").open("wb") as log:
        served = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address + "/about", served, folder / "log")
            yield address
        finally:
            os.killpg(served.pid, signal.SIGTERM)
            served.wait(20)


def wait_for(url: str, served: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until `url` answers; say what the house said when it does not start."""
    for _try in range(240):
        if served.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise RuntimeError(f"the demo did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The product itself, never served: it tells its routes and its words."""
    database = tmp_path_factory.mktemp("product") / "empty.sqlite"
    return create_app({"WIJ_DATABASE_URL": f"sqlite:///{database}", "WIJ_SECRET_KEY": "only to look words up" * 2})


@pytest.fixture(scope="session")
def inspector(product: Flask) -> Inspector:
    """Looks at every kind of page that is walked on with a script, once a language."""
    return Inspector(product)


@pytest.fixture(params=WAYS, ids=[f"{language}, {'script' if script else 'no script'}" for language, script in WAYS])
def way(request: pytest.FixtureRequest) -> tuple[str, bool]:
    """In which language, and whether the browser runs scripts."""
    found: tuple[str, bool] = request.param
    return found


@pytest.fixture
def mark(way: tuple[str, bool]) -> str:
    """A word for what this way makes, so that nobody finds somebody else's."""
    language, script = way
    return f"{language}{'' if script else ' zonder script'}"


@pytest.fixture
def day(way: tuple[str, bool]) -> date:
    """A Wednesday of this way's own."""
    return list(islice(quiet_days(), len(WAYS)))[WAYS.index(way)]


@pytest.fixture
def visit(
    browser: Browser, house: str, product: Flask, inspector: Inspector, way: tuple[str, bool]
) -> Iterator[Callable[[], Walker]]:
    """Somebody new comes by, each with a browser of 390 px of their own; any error in a console fails the test."""
    language, script = way
    said: list[str] = []
    contexts: list[BrowserContext] = []

    def come() -> Walker:
        context = browser.new_context(
            base_url=house,
            viewport={"width": 390, "height": 844},
            java_script_enabled=script,
            locale="nl-NL" if language == "nl" else "en-GB",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text) if message.type in LOUD else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        walker = Walker(page, language, speech(product, language), inspector if script else NoInspector())
        page.goto("/about")
        walker.keep_language()
        return walker

    yield come
    for context in contexts:
        context.close()
    assert [one for one in said if "status of 4" not in one] == []  # a refusal is an answer, and Chromium tells it


def speech(product: Flask, language: str) -> Say:
    """Words as the product says them in `language`."""

    def say(words: str, **values: Any) -> str:
        with product.app_context(), language_of(language):
            return str(gettext(words, **values))

    return say
