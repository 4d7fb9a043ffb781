"""Every kind of notice that the house knows can be said by mail, and, unless it is for mail only, at the desk too."""

from collections.abc import Callable

from flask import Flask

from app.notices import kinds


def test_every_kind_has_its_words_for_each_way_out(make_app: Callable[..., Flask]) -> None:
    house = make_app()
    ours = [kind for name, kind in kinds.registered().items() if not name.startswith(("tea.", "test"))]
    assert ours
    for kind in ours:
        assert house.jinja_env.get_template(kind.template)
        assert kind.only_mail or kind.spoken != kind.template, f"{kind.name} has no words in the polite form"
        assert house.jinja_env.get_template(kind.spoken)
        assert str(kind.subject)
