"""The README's promises: its plugin is ten lines and works, its commands are there."""

import re
from collections.abc import Callable
from types import ModuleType

from flask import Flask

from app.config import ROOT

README = (ROOT / "README.md").read_text()


def test_plugin_in_ten_lines_works_as_it_stands(make_app: Callable[..., Flask]) -> None:
    source = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert source is not None
    assert len(source[1].splitlines()) == 10
    tea = ModuleType("tea")
    exec(source[1], tea.__dict__)
    client = make_app(extra_plugins={"tea": tea}).test_client()
    assert client.get("/tea/").get_data(as_text=True) == "The kettle is on at three."


def test_every_make_target_of_the_readme_is_in_the_makefile_and_its_help() -> None:
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"\bmake ([a-z-]+)", README)) - {"sure"}
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert named - targets == set()


def test_ci_runs_the_command_of_the_readme() -> None:
    assert (ROOT / ".ci" / "run").read_text().rstrip().endswith("\nmake test")


def test_every_link_of_the_readme_and_docs_leads_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    broken = [
        (page.name, link)
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text())
        if not (page.parent / link).exists()
    ]
    assert broken == []
