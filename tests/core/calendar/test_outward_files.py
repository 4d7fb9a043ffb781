"""What feed readers and search engines get: the Atom feed and the list of pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.calendar.entry import Status, Visibility
from app.calendar.repeats import Repeat
from app.clock import at
from tests.core.calendar.conftest import Tea
from tests.core.calendar.samples import MADE, NOW, a_series, an_entry
from tests.factories import Make

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def linde(make: Make) -> int:
    with at(MADE):
        return make.house("De Linde", slug="linde", kind="Buurthuis")


def news(client: FlaskClient, path: str = "/agenda.atom") -> ElementTree.Element:
    answer = client.get(path)
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.text)


def titles(client: FlaskClient, path: str = "/agenda.atom") -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in news(client, path).iter(f"{ATOM}entry")]


@pytest.mark.sweep
def test_news_holds_what_the_public_may_know(client: FlaskClient, tea: Tea, make: Make, linde: int) -> None:
    private = make.space(linde, private=True)
    on = an_entry(house_id=linde)
    tea.entries = [
        on,
        replace(on, uid="busy", visibility=Visibility.BUSY, title="Bezet houden"),
        replace(on, uid="hidden", visibility=Visibility.HIDDEN, title="Nog geheim"),
        replace(on, uid="vault", space_ids=(private,), title="In de kluis"),
        replace(on, uid="later", span=on.span.moved(60, on.zone), title="Veel later"),
    ]
    assert titles(client) == ["Theekransje"]


def test_news_tells_a_series_once_with_its_dates_in_words(client: FlaskClient, tea: Tea, linde: int) -> None:
    _series, dates = a_series(Repeat.weekly(1, count=3), "2026-09-15", place="Zaal A")
    url, changed = "/tea/koor", MADE + timedelta(days=3)
    tea.entries = [replace(one, house_id=linde, url=url, description="Zing mee!") for one in dates]
    tea.entries = [*tea.entries[:2], replace(tea.entries[2], status=Status.CANCELLED, modified=changed)]
    root = news(client)
    [entry] = root.iter(f"{ATOM}entry")
    assert (entry.findtext(f"{ATOM}content") or "").splitlines() == [
        "dinsdag 15 september, 19:00–21:00, Zaal A",
        "dinsdag 22 september, 19:00–21:00, Zaal A",
        "Vervallen: dinsdag 29 september, 19:00–21:00, Zaal A",
        "",
        "Zing mee!",
    ]
    assert entry.findtext(f"{ATOM}id") == "tag:wij.example,2026:series-uid"
    assert entry.findtext(f"{ATOM}updated") == root.findtext(f"{ATOM}updated") == "2026-01-08T09:00:00Z"
    [link] = entry.iter(f"{ATOM}link")
    assert link.get("href") == "https://wij.example/tea/koor"


def test_news_of_a_house_and_a_theme_holds_no_other(client: FlaskClient, tea: Tea, make: Make, linde: int) -> None:
    other = make.house("De Spil", slug="spil")
    tea.entries = [
        an_entry(house_id=linde, uid="a", title="Soep", themes=("eten",)),
        an_entry(house_id=linde, uid="b", title="Dansen"),
        an_entry(house_id=other, uid="c", title="Taart", themes=("eten",)),
    ]
    assert titles(client, "/agenda.atom?house=linde&theme=eten") == ["Soep"]
    assert titles(client, "/agenda.atom?theme=eten") == ["Soep", "Taart"]
    assert [client.get(f"/agenda.atom?{wrong}").status_code for wrong in ("house=nowhere", "theme=x")] == [404, 404]


def test_news_that_did_not_change_costs_one_question_and_no_entry(
    app: Flask,
    client: FlaskClient,
    tea: Tea,
    linde: int,
    count_queries: Callable[[Flask], AbstractContextManager[list[str]]],
) -> None:
    tea.entries = [an_entry(house_id=linde)]
    first = client.get("/agenda.atom")
    tag = {"If-None-Match": first.headers["ETag"]}
    with count_queries(app) as found:
        again = client.get("/agenda.atom", headers=tag)
    assert (again.status_code, again.data) == (304, b"")
    assert len(found) <= 3
    tea.entries = [an_entry(house_id=linde, title="Anders")]
    assert client.get("/agenda.atom", headers=tag).status_code == 200


def test_answers_for_machines_are_alike_for_everybody(client: FlaskClient, linde: int) -> None:
    for path, kind in {
        "/agenda.atom": "application/atom+xml; charset=utf-8",
        "/sitemap.xml": "application/xml; charset=utf-8",
        "/robots.txt": "text/plain; charset=utf-8",
    }.items():
        headers = client.get(path).headers
        assert headers["Content-Type"] == kind
        assert set(headers["Cache-Control"].split(", ")) == {"public", "max-age=300"}
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in headers
        assert "Cookie" not in headers.get("Vary", "")


def test_words_with_anything_in_them_are_still_xml(client: FlaskClient, tea: Tea, linde: int) -> None:
    tea.entries = [an_entry(house_id=linde, title="Thee & <b>\x0b\ufffftaart</b> ]]>")]
    assert titles(client) == ["Thee & <b>\ntaart</b> ]]>"]


def test_file_that_cannot_be_whole_is_not_sent(app: Flask, client: FlaskClient, tea: Tea, linde: int) -> None:
    app.config["WIJ_CONTAIN_FAILURES"] = True
    tea.broken = True
    answer = client.get("/agenda.atom")
    assert (answer.status_code, answer.data, answer.headers["Retry-After"]) == (503, b"", "600")


def test_list_of_pages_has_what_is_on_and_nothing_private(
    app: Flask, client: FlaskClient, tea: Tea, make: Make, linde: int
) -> None:
    private = make.space(linde, slug="kluis", private=True)
    make.space(linde, slug="zaal")
    on = an_entry(house_id=linde, url="/tea/open", uid="a")
    tea.entries = [
        on,
        replace(on, span=on.span.moved(7, on.zone), modified=NOW),
        replace(on, url="/tea/hidden", visibility=Visibility.HIDDEN),
        replace(on, url="/tea/vault", space_ids=(private,)),
    ]
    root = ElementTree.fromstring(client.get("/sitemap.xml").text)
    found = {url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod") for url in root}
    assert found == {
        "https://wij.example/": None,
        "https://wij.example/agenda": None,
        "https://wij.example/about": None,
        "https://wij.example/house/linde": None,
        "https://wij.example/tea/open": "2026-09-10",
    }
    assert "Sitemap: https://wij.example/sitemap.xml" in client.get("/robots.txt").text
