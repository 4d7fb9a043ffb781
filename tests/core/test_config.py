"""Settings from the environment."""

import pytest

from app import create_app
from app.config import SETTINGS, Misconfigured, database_url, load

KEY = {"WIJ_SECRET_KEY": "only-for-tests"}


def test_house_does_not_start_without_a_secret_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WIJ_SECRET_KEY", raising=False)
    with pytest.raises(Misconfigured, match="WIJ_SECRET_KEY"):
        create_app()


@pytest.mark.parametrize("key", ["", None])
def test_empty_secret_key_is_none(key: str | None) -> None:
    with pytest.raises(Misconfigured, match=r"secrets\.token_urlsafe"):
        load(environ={"WIJ_SECRET_KEY": key} if key is not None else {})


def test_settings_come_from_the_environment_and_overrides_go_over_them() -> None:
    environ = {**KEY, "WIJ_BASE_URL": "https://wij.example", "WIJ_PLUGINS": "rooms", "PATH": "/bin"}
    config = load({"WIJ_PLUGINS": "none"}, environ)
    assert config["WIJ_BASE_URL"] == "https://wij.example"
    assert config["WIJ_PLUGINS"] == "none"
    assert config["SECRET_KEY"] == "only-for-tests"
    assert "PATH" not in config


def test_setting_that_is_empty_has_its_default() -> None:
    config = load(environ={**KEY, "WIJ_MAIL_URL": ""})
    assert config["WIJ_MAIL_URL"] == SETTINGS["WIJ_MAIL_URL"] == "log:"


def test_cookies_are_for_https_where_the_house_is() -> None:
    assert load(environ={**KEY, "WIJ_BASE_URL": "https://wij.example"})["SESSION_COOKIE_SECURE"] is True
    assert load(environ=KEY)["SESSION_COOKIE_SECURE"] is False


def test_proxy_count_that_is_no_number_is_said() -> None:
    with pytest.raises(Misconfigured, match="WIJ_PROXY_COUNT is not a number: many"):
        load(environ={**KEY, "WIJ_PROXY_COUNT": "many"})


def test_trusted_hosts_are_a_list_or_nobody_said() -> None:
    assert load(environ={**KEY, "WIJ_TRUSTED_HOSTS": "a.example, b.example,"})["TRUSTED_HOSTS"] == [
        "a.example",
        "b.example",
    ]
    assert load(environ=KEY)["TRUSTED_HOSTS"] is None


def test_sites_that_may_frame_the_agenda_are_a_list() -> None:
    given = {**KEY, "WIJ_FRAMED_BY": "https://krant.example, https://*.wijk.example:8443,http://localhost:8000"}
    assert load(environ=given)["WIJ_FRAMED_BY"] == (
        "https://krant.example",
        "https://*.wijk.example:8443",
        "http://localhost:8000",
    )
    assert load(environ=KEY)["WIJ_FRAMED_BY"] == ()


@pytest.mark.parametrize("site", ["krant.example", "http://krant.example", "https://a.example; script-src *", "'self'"])
def test_site_that_is_no_origin_is_said(site: str) -> None:
    with pytest.raises(Misconfigured, match="WIJ_FRAMED_BY"):
        load(environ={**KEY, "WIJ_FRAMED_BY": site})


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_is_reached_with_psycopg_3(scheme: str) -> None:
    assert database_url(f"{scheme}://u:p@h/d") == "postgresql+psycopg://u:p@h/d"
    assert database_url("sqlite:///x.sqlite") == "sqlite:///x.sqlite"
