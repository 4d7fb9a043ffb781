"""The docs say what is so: settings, hooks, the sample plugin, the commands."""

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from flask import Flask

from app.config import ROOT, SETTINGS
from app.plugins import hookspecs
from app.plugins.manager import bundled
from scripts.docs import faults

HOOKS = {name: hook for name, hook in inspect.getmembers(hookspecs, inspect.isfunction) if name.startswith("wij_")}
TESTS = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("*.py"))


def test_docs_are_what_the_code_says() -> None:
    assert faults() == []


@pytest.mark.parametrize("name", HOOKS)
def test_hook_is_documented_used_and_tested(name: str) -> None:
    words = inspect.getdoc(HOOKS[name]) or ""
    arguments = inspect.signature(HOOKS[name]).parameters
    assert [one for one in arguments if f":param {one}:" not in words] == []
    assert [one for one in (":return:", "Example:", "Used by") if one not in words] == []
    assert [plugin for plugin, module in bundled().items() if hasattr(module, name)] != []
    assert name in TESTS.replace(Path(__file__).read_text(), "")


def test_setting_that_the_code_reads_is_a_known_one() -> None:
    code = "\n".join(path.read_text() for folder in ("app", "plugins") for path in (ROOT / folder).rglob("*.py"))
    read = set(re.findall(r"[\"'](WIJ_[A-Z_]+)[\"']", code)) - {"WIJ_CONTAIN_FAILURES"}
    assert read == set(SETTINGS)


def test_sample_plugin_of_the_docs_works_as_it_stands(make_app: Callable[..., Flask]) -> None:
    page = (ROOT / "docs" / "writing-a-plugin.md").read_text()
    source = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert source is not None
    tea = ModuleType("tea")
    exec(source[1], tea.__dict__)
    client = make_app(extra_plugins={"tea": tea}).test_client()
    assert client.get("/tea/").get_data(as_text=True) == "The kettle is on at three."
    assert 'href="/tea/"' in client.get("/").get_data(as_text=True)


def test_lock_files_hold_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text()
        assert [one for one in ("://", "--index", " @ ") if one in text] == []
        pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert [line for line in pins if "==" not in line or not line.endswith("\\")] == []
        assert text.count("--hash=sha256:") >= len(pins) > 20
