"""Tests of people need no plugin."""

from collections.abc import Callable

import pytest
from flask import Flask


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The core alone."""
    return make_app(WIJ_PLUGINS="none")
