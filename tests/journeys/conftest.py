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
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
HOW = "no browser: `apt-get install chromium` (Debian) brings one"
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
    """Every walk needs the browser and the one demo house: they run on one worker, or are skipped with the reason."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
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


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(browser: Browser, house: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone of 390 px, with and without JavaScript, that speaks Dutch; any error in its console fails the test."""
    context = browser.new_context(
        base_url=house, viewport={"width": 390, "height": 844}, java_script_enabled=request.param, locale="nl-NL"
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert [one for one in said if "status of 4" not in one] == []
