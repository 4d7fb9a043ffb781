"""The agenda in a frame on another site: what it holds, and who may frame it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from app.calendar.entry import Visibility
from app.web.headers import POLICY
from tests.core.calendar.conftest import Tea
from tests.core.calendar.samples import an_entry
from tests.factories import Make

KRANT = "https://krant.example"


@pytest.fixture
def linde(make: Make) -> int:
    return make.house("De Linde", slug="linde", kind="Buurthuis")


def page(client: FlaskClient, query: str = "") -> BeautifulSoup:
    answer = client.get(f"/embed/agenda{query}")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    return BeautifulSoup(answer.text, "html.parser")


def ancestors(client: FlaskClient, path: str) -> str:
    policy = client.get(path).headers["Content-Security-Policy"]
    before, _name, sites = policy.partition("frame-ancestors ")
    assert before == POLICY.partition("frame-ancestors ")[0]
    return sites


def test_frame_holds_what_the_public_may_know_and_no_form(
    client: FlaskClient, tea: Tea, make: Make, linde: int
) -> None:
    private = make.space(linde, private=True)
    on = an_entry(house_id=linde, url="/tea/k3f9")
    tea.entries = [
        on,
        replace(on, uid="b", visibility=Visibility.BUSY, title="Bezet houden"),
        replace(on, uid="c", visibility=Visibility.HIDDEN, title="Nog geheim"),
        replace(on, uid="d", space_ids=(private,), title="In de kluis"),
        replace(on, uid="e", span=on.span.moved(20, on.zone), title="Veel later"),
    ]
    soup = page(client)
    assert [a["href"] for a in soup.select("a")] == ["/tea/k3f9", "/agenda"]
    assert soup.select("form, script, nav, input") == []
    assert [secret for secret in ("Bezet", "geheim", "kluis", "later") if secret in soup.text] == []
    [base] = soup.select("base")
    assert base.attrs == {"target": "_blank"}


def test_frame_of_a_house_and_theme_in_another_language(client: FlaskClient, tea: Tea, linde: int) -> None:
    tea.entries = [
        an_entry(house_id=linde, uid="a", title="Soep", themes=("eten",)),
        an_entry(house_id=linde, uid="b", title="Dansen"),
    ]
    soup = page(client, "?house=linde&theme=eten&days=7&language=en")
    assert [line.get_text(strip=True) for line in soup.select(".wij-line__what")] == ["Soep"]
    assert soup.html is not None
    assert soup.html["lang"] == "en"
    assert "Tuesday 15 September" in soup.text


@pytest.mark.parametrize("query", ["days=0", "days=63", "days=-1", "days=²", "language=xx", "house=none", "theme=none"])
def test_frame_of_something_that_is_not_there_is_a_404(client: FlaskClient, linde: int, query: str) -> None:
    assert client.get(f"/embed/agenda?{query}").status_code == 404


def test_nobody_frames_the_agenda_until_the_house_says_so(client: FlaskClient, linde: int) -> None:
    assert ancestors(client, "/embed/agenda") == "'none'"


def test_site_that_the_house_names_may_frame_the_agenda_and_no_other_page(
    make_app: Callable[..., Flask], linde: int
) -> None:
    client = make_app(WIJ_FRAMED_BY=f"{KRANT}, https://*.wijk.example").test_client()
    for _time in ("made", "kept"):
        assert ancestors(client, "/embed/agenda") == f"{KRANT} https://*.wijk.example"
    assert [ancestors(client, path) for path in ("/", "/agenda", "/sign-in")] == ["'none'"] * 3
