"""`make assets`, and how its files are served."""

import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import Misconfigured
from app.web import static_files
from app.web.static_files import BUILT, asset
from scripts import assets

BUDGET = {"bootstrap.min.css": 32, "theme.css": 10, "paper.css": 3, "icons.svg": 9, "wij.js": 2, "fits.js": 2}
BUDGET |= {"prevention/week.js": 2, "prevention/home.js": 1, "outreach/door.js": 4}
"""Kilobytes, gzipped (look.md, section 7: 60 before fonts, 10 of script)."""


def test_everything_a_page_links_to_is_there(app: Flask, client: FlaskClient) -> None:
    names = json.loads((BUILT / "manifest.json").read_text())
    fonts = {"fonts/signika-regular.woff2", "fonts/signika-bold.woff2"}
    assert {"bootstrap.min.css", "theme.css", "icons.svg", "favicon.svg", "wij.js"} | fonts <= names.keys()
    with app.test_request_context():
        for name in names:
            assert client.get(asset(name), buffered=True).status_code == 200


def test_name_of_a_file_follows_its_content(app: Flask) -> None:
    with app.test_request_context():
        assert re.fullmatch(r"/static/theme\.[0-9a-f]{10}\.css", asset("theme.css"))


def test_stylesheet_names_its_fonts_as_they_are_served(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        sheet, font = asset("theme.css"), asset("fonts/signika-bold.woff2")
    assert f'url("{font.removeprefix("/static/")}")' in client.get(sheet, buffered=True).text
    assert sheet.rpartition("/")[0] == "/static"  # so that the names in it, which are relative, mean the fonts


def test_file_that_was_not_made_is_said(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(KeyError, match="make assets"):
        asset("new.js")


def test_house_does_not_start_without_its_static_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(static_files, "BUILT", tmp_path)
    with pytest.raises(Misconfigured, match="make assets"):
        static_files.init_app(Flask("empty"))


@pytest.mark.parametrize("name", BUDGET)
def test_file_keeps_to_its_budget(name: str) -> None:
    assert (BUILT / f"{name}.gz").stat().st_size <= BUDGET[name] * 1024


def test_old_name_is_gone(client: FlaskClient) -> None:
    assert client.get("/static/theme.0000000000.css").status_code == 404
    assert client.get("/static/../../config.py").status_code == 404


def test_assets_that_are_there_are_left_alone() -> None:
    assets.main()
    before = {path: path.stat().st_mtime_ns for path in BUILT.rglob("*")}
    assets.main()
    assert {path: path.stat().st_mtime_ns for path in BUILT.rglob("*")} == before


def test_icon_that_the_package_lacks_stops_the_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "icons.txt").write_text("clock\nno-such-icon\n")
    monkeypatch.setattr(assets, "WEB", tmp_path)
    monkeypatch.setattr(assets, "BUILT", tmp_path)
    with pytest.raises(SystemExit, match="no-such-icon"):
        assets.make_icons()


def test_stylesheet_that_names_a_missing_file_stops_the_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "BUILT", tmp_path)
    (tmp_path / "x.css").write_text('a { background: url("data:image/svg+xml,x") } b { src: url("fonts/gone.woff2") }')
    with pytest.raises(SystemExit, match=r"fonts/gone\.woff2"):
        assets.with_hashed_links(tmp_path / "x.css", {})
