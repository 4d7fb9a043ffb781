"""Who visits looks at the address of their own talk of now, and the person sees who looked, for whom and how."""

from datetime import date

import pytest
from flask.testing import FlaskClient

from app import clock
from app.refusals import NotAllowed
from plugins.outreach.partners.keeping import give_part
from plugins.outreach.partners.models import VISITOR
from plugins.outreach.replies.models import Look
from plugins.outreach.talks.looking import look_at_own
from tests.factories import at
from tests.plugins.outreach.conftest import Round as Team
from tests.plugins.outreach.talking import agreed, offered


def test_only_who_visits_looks_from_the_agreement_on_and_it_is_written_down(said: Team) -> None:
    key = offered(said)
    with pytest.raises(NotAllowed):
        said.do(look_at_own, "wout", key)
    agreed(said)
    for who in said.people.keys() - {"wout", "anneke"}:
        with pytest.raises(NotAllowed):
            said.do(look_at_own, who, key)
    assert said.rows(Look.id) == []
    said.do(look_at_own, "wout", key)
    said.do(look_at_own, "anneke", key, "taken")
    looks = said.rows(Look.person_id, Look.kind)
    assert looks == sorted([(said.people["wout"], "seen"), (said.people["anneke"], "taken")])
    with clock.at(at("2027-03-28", "15:00")), pytest.raises(NotAllowed):
        said.do(look_at_own, "wout", key)


def test_person_sees_for_which_organisation_and_how_a_visitor_looked(said: Team, client: FlaskClient) -> None:
    said.do(give_part, "toos", said.partners["De Linde"], said.key("wout"), VISITOR, date(2027, 6, 30))
    key = agreed(said)
    for who, kind in (("wout", "seen"), ("anneke", "printed"), ("wout", "taken")):
        said.do(look_at_own, who, key, kind)
    page = client.get(f"/outreach/mine/{said.codes[-1]}").get_data(as_text=True)
    assert (
        page.count('<span class="wij-line__where">Ouderenbond') == 3
    )  # which visits in this round; De Linde, his other one, does not
    assert '<span class="wij-line__where">De Linde' not in page
    assert page.count("Op papier geprint") == 1
    assert page.count("Meegenomen op de eigen telefoon, op slot, alleen voor die dag") == 1
