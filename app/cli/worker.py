"""`wij worker`: sends the mail, delivers the events, does what is done each hour and each night."""

import logging
from collections.abc import Mapping
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from app import create_app
from app.jobs import Jobs, jobs_of


@click.command("worker")
@with_appcontext
def command() -> None:
    """Do the house's own work, until it is told to stop (SIGTERM or Ctrl-C)."""
    _serve(jobs_of(current_app))


def work(settings: Mapping[str, Any]) -> None:
    """The same in a process of its own, for `wij demo`."""
    _serve(jobs_of(create_app(settings)))


def _serve(jobs: Jobs) -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("huey").setLevel(logging.WARNING)  # it tells of each minute's look around
    jobs.serve()
