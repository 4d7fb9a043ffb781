"""A house with a tea plugin, and a real mail server in a thread."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.core.notices.tea import Tea
from tests.postman import Postman


@pytest.fixture
def tea() -> Tea:
    return Tea()


@pytest.fixture
def app(make_app: Callable[..., Flask], postman: Postman, tea: Tea) -> Flask:
    """The house with the tea plugin, whose mails go to the postman."""
    more: dict[str, Any] = {"WIJ_MAIL_URL": postman.url, "WIJ_BASE_URL": "https://linde.example"}
    return make_app(extra_plugins={"tea": tea}, **more)
