"""`wij demo`: a living, made-up house to walk around in. It hangs on this command, not on a setting."""

import functools
import multiprocessing
import secrets
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
import flask_migrate
import sqlalchemy as sa

from app import create_app
from app import demo as demo_house
from app.cli.serve import Server, options
from app.cli.worker import work
from app.config import ROOT, database_url
from app.db import db
from app.places.models import House

FOLDER = ROOT / "instance"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@click.command()
@click.option("--port", type=int, default=5000, show_default=True, envvar="PORT", help="The port to listen on.")
@click.option("--database", default=f"sqlite:///{FOLDER / 'demo.sqlite'}", help="Where the demo lives.")
@click.option("--at", "day", type=click.DateTime(["%Y-%m-%d"]), help="Its day.  [default: today]")
@click.option("--no-serve", is_flag=True, help="Fill the database, and end.")
@click.option("--reset", is_flag=True, help="Wipe the demo first.")
def demo(port: int, database: str, day: datetime | None, no_serve: bool, reset: bool) -> None:
    """Fill the demo house (once), serve it, and say whom to sign in as."""
    settings = demo_settings(database, port)
    if reset:
        wipe(database)
    fill(settings, day.date() if day else datetime.now(AMSTERDAM).date())
    if no_serve:
        return
    click.echo(welcome(settings["WIJ_BASE_URL"]))
    worker = multiprocessing.get_context("spawn").Process(target=work, args=(settings,), daemon=True)
    worker.start()
    try:
        Server(functools.partial(create_app, settings), options(database_url(database), "127.0.0.1", port)).run()
    finally:
        worker.terminate()


def demo_settings(database: str, port: int) -> dict[str, Any]:
    """The demo's own configuration: a key of its own, and no mail that leaves the house."""
    return {
        "DEMO": True,
        "DEMO_PERSONAS": [
            {"public_id": one.public_id, "name": one.name, "label": one.label} for one in demo_house.PERSONAS
        ],
        "WIJ_DATABASE_URL": database,
        "WIJ_SECRET_KEY": _key(FOLDER / "demo.key"),
        "WIJ_BASE_URL": f"http://127.0.0.1:{port}",
        "WIJ_MAIL_URL": "log:",
    }


def fill(settings: dict[str, Any], today: date) -> None:
    """Migrate the database, and fill it when it holds no house yet."""
    app = create_app(settings)
    with app.app_context():
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))
        if db.session.scalar(sa.select(sa.func.count()).select_from(House)) == 0:
            db.session.rollback()
            demo_house.load(today)
        db.session.remove()
        db.engine.dispose()


def wipe(database: str) -> None:
    """Remove the demo's own SQLite file. Another database is not ours to wipe."""
    path = database.removeprefix("sqlite:///")
    if path == database:
        raise click.UsageError("--reset wipes an SQLite file only; drop another database yourself")
    for ending in ("", "-wal", "-shm"):
        Path(path + ending).unlink(missing_ok=True)
    click.echo("The demo is wiped.")


def welcome(address: str) -> str:
    """What a newcomer reads in the terminal."""
    names = "\n".join(f"  {persona.name:<20} {persona.label}" for persona in demo_house.PERSONAS)
    return (
        f"\nThe demo house is open: {address}\n\nSign in as (buttons on {address}/sign-in):\n{names}\n\n"
        f"Every mail that would have been sent: {address}/demo/mail\nStop with Ctrl-C. Everything in it is made up.\n"
    )


def _key(path: Path) -> str:
    """The demo's own secret key, made once, so that a second start keeps everybody signed in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text(secrets.token_urlsafe(32))
        path.chmod(0o600)
    return path.read_text()
