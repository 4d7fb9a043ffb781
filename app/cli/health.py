"""`wij doctor` and `/healthz`."""

import sys

import click
from flask import Blueprint, Response, jsonify
from flask.cli import with_appcontext

from app.cli.checks import ALL, QUICK
from app.web import Who, limiter, who

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@who(Who.EVERYONE)
@limiter.exempt  # a monitor asks often
def healthz() -> Response:
    """200 when the house is well, 503 when not, with the checks as JSON: no secrets, no numbers of people."""
    checks = [check() for check in QUICK]
    answer = jsonify({"well": all(c.well for c in checks), "checks": {c.name: c.well for c in checks}})
    answer.status_code = 200 if all(c.well for c in checks) else 503
    answer.headers["Cache-Control"] = "no-store"
    return answer


@click.command()
@with_appcontext
def doctor() -> None:
    """Look whether the house is well, and say in plain words what to do."""
    checks = [check() for check in ALL]
    for check in checks:
        click.echo(f"{'good ' if check.well else 'WRONG'}  {check.name:<14} {check.words}")
    sys.exit(0 if all(check.well for check in checks) else 1)
