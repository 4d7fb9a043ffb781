"""What the page of an activity tells those who do not look at it."""

import json
from collections.abc import Callable

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.plugins.activities.conftest import Scene


def test_page_tells_search_engines_its_dates_and_names_nobody(scene: Scene, client: FlaskClient) -> None:
    scene.weekly(weeks=2, about="Samen eten.\n\nNeem je buren mee.")
    scene.publish("Tuinieren", first="2027-03-11")
    soup = BeautifulSoup(client.get("/activities/eettafel").text, "html.parser")
    [data] = soup.select('script[type="application/ld+json"]')
    assert [(one["name"], one["startDate"], one["location"]["name"]) for one in json.loads(data.text)] == [
        ("Eettafel", "2027-03-10T17:00:00+01:00", "Huiskamer"),
        ("Eettafel", "2027-03-17T17:00:00+01:00", "Huiskamer"),
    ]
    assert "Chantal" not in data.text
    [preview] = soup.select('meta[property="og:description"]')
    assert preview["content"] == "Samen eten. Neem je buren mee."


def test_page_of_who_is_signed_in_tells_nothing_outward(scene: Scene, as_person: Callable[[int], FlaskClient]) -> None:
    scene.publish()
    assert "ld+json" not in as_person(scene.organiser).get("/activities/eettafel").text
