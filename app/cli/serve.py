"""Serve for real: gunicorn, with the numbers that fit the database."""

import gc
from collections.abc import Callable, Mapping
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from app import config, create_app


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn is not typed
    """Gunicorn with a factory: every process builds its own house."""

    def __init__(self, factory: Callable[[], Flask], options: Mapping[str, Any]) -> None:
        self._factory = factory
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Take the options that we were given."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Build the house, in the process that will serve it."""
        app = self._factory()
        gc.collect()
        gc.freeze()  # what is loaded stays: to look it over again and again took a third of the time of a large page
        return app


def options(database_url: str, host: str, port: int) -> dict[str, Any]:
    """How many processes and threads. Sync workers freeze on idle sockets; many threads are slow on SQLite."""
    workers, threads = (2, 2) if database_url.startswith("sqlite") else (3, 4)
    return {
        "bind": f"{host}:{port}",
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "control_socket_disable": True,
        "timeout": 60,
        "graceful_timeout": 20,
        "max_requests": 20_000,
        "max_requests_jitter": 2_000,
        "loglevel": "warning",
    }


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=5000, show_default=True, help="The port to listen on.")
def run(host: str, port: int) -> None:
    """Serve the house on the web (behind a proxy that speaks https)."""
    settings = config.load()
    Server(create_app, options(settings["SQLALCHEMY_DATABASE_URI"], host, port)).run()
