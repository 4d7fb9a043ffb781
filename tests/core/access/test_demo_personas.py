"""Personas are of the demo, and of nothing else."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from tests.core.access.conftest import Inside
from tests.factories import Make


def personas(public_id: str) -> list[dict[str, object]]:
    return [{"public_id": public_id, "name": "Lieke Morgenster", "label": "a resident"}]


def test_persona_buttons_sign_in_in_the_demo(
    make_app: Callable[..., Flask], make: Make, house: int, inside: Inside
) -> None:
    lieke = inside.public_id(make.person("Lieke Morgenster"))
    demo = make_app(WIJ_PLUGINS="none", DEMO=True, DEMO_PERSONAS=personas(lieke))
    client = demo.test_client()
    assert f'value="{lieke}"' in client.get("/sign-in").text
    signed = client.post("/demo/sign-in", data={"persona": lieke, "next": "/me/details"})
    assert (signed.status_code, signed.location) == (303, "/me/details")
    assert "Lieke" in client.get("/me").text


def test_demo_signs_in_as_personas_only(make_app: Callable[..., Flask], make: Make, house: int, inside: Inside) -> None:
    lieke, wout = inside.public_id(make.person("Lieke")), inside.public_id(make.person("Wout"))
    client = make_app(WIJ_PLUGINS="none", DEMO=True, DEMO_PERSONAS=personas(lieke)).test_client()
    for persona in (wout, "", "nobody"):
        assert client.post("/demo/sign-in", data={"persona": persona}).status_code == 404
    assert client.get("/me").status_code == 303


def test_outside_the_demo_there_are_no_personas(
    make_app: Callable[..., Flask], make: Make, house: int, inside: Inside
) -> None:
    lieke = inside.public_id(make.person("Lieke Morgenster"))
    client: FlaskClient = make_app(WIJ_PLUGINS="none", DEMO_PERSONAS=personas(lieke)).test_client()
    assert lieke not in client.get("/sign-in").text
    assert client.post("/demo/sign-in", data={"persona": lieke}).status_code == 404
    assert client.get("/me").status_code == 303
