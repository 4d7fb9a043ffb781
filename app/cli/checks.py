"""Is the house well? What `wij doctor` says in words, and `/healthz` to machines."""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import sqlalchemy as sa
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app

from app import notices
from app.calendar import files, keeping
from app.cli.backup import MIGRATIONS
from app.clock import now
from app.config import Misconfigured
from app.db import db
from app.jobs.runs import failing, last_heartbeat
from app.notices.mail import server_at

PATIENCE = timedelta(minutes=5)
"""How long the worker may be silent."""
HALF_A_DAY = timedelta(hours=12)
"""From the first moment of a month, in whatever zone, to within that month in UTC."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: whether it is well, and in plain words what is so or what to do."""

    name: str
    well: bool
    words: str


def configuration() -> Check:
    """Whether the settings fit a house that is open to the street."""
    base = str(current_app.config["WIJ_BASE_URL"])
    local = urlsplit(base).hostname in {"127.0.0.1", "localhost", "::1"}
    if not local and not base.startswith("https://"):
        return Check("configuration", False, f"WIJ_BASE_URL is {base}: use https:// for a house that others visit.")
    if not local and not current_app.config["TRUSTED_HOSTS"]:
        return Check("configuration", False, "WIJ_TRUSTED_HOSTS is empty: name the host that people type.")
    if len(str(current_app.config["SECRET_KEY"])) < 16 and not current_app.testing:
        return Check("configuration", False, "WIJ_SECRET_KEY is short: make one of 32 characters or more.")
    return Check("configuration", True, f"The house is at {base}.")


def database() -> Check:
    """Whether the database answers and takes a write."""
    try:
        db.session.rollback()
        with db.engine.connect() as connection:
            connection.execute(sa.text("SELECT 1"))
        return Check("database", True, f"{db.engine.dialect.name} answers.")
    except sa.exc.SQLAlchemyError as error:
        return Check("database", False, f"The database does not answer ({type(error).__name__}): see WIJ_DATABASE_URL.")


def migrations() -> Check:
    """Whether the tables are those of this version."""
    head = ScriptDirectory(MIGRATIONS).get_current_head()
    try:
        with db.engine.connect() as connection:
            here = MigrationContext.configure(connection).get_current_revision()
    except sa.exc.SQLAlchemyError:
        return Check("migrations", False, "The tables cannot be read.")
    if here != head:
        return Check("migrations", False, f"The tables are at {here or 'nothing'}, not {head}: run `wij db upgrade`.")
    return Check("migrations", True, f"The tables are at {head}.")


def worker() -> Check:
    """Whether the worker gave a sign of life lately."""
    try:
        seen = last_heartbeat()
    except sa.exc.SQLAlchemyError:
        return Check("worker", False, "The worker's heartbeat cannot be read.")
    if seen is None:
        return Check("worker", False, "The worker was never there: start `wij worker`. Until then no mail goes out.")
    if now() - seen > PATIENCE:
        return Check("worker", False, f"The worker was last seen at {seen:%Y-%m-%d %H:%M} UTC: start `wij worker`.")
    if broken := [run.name for run in failing()]:
        return Check("worker", False, f"The worker is at work, but these failed: {', '.join(broken)}. See its log.")
    return Check("worker", True, "The worker is at work.")


def outbox() -> Check:
    """Whether mail waits longer than it should, or was given up."""
    try:
        found = notices.health()
    except sa.exc.SQLAlchemyError:
        return Check("outbox", False, "The outbox cannot be read.")
    if found.late:
        return Check("outbox", False, f"{found.late} mails are late: look at the worker and at mail.")
    if found.given_up:
        return Check("outbox", True, f"{found.given_up} mails were given up lately; the desk has them now.")
    return Check("outbox", True, "No mail waits.")


def mail() -> Check:
    """Whether the mail server answers."""
    try:
        server = server_at(str(current_app.config["WIJ_MAIL_URL"]))
    except Misconfigured as error:
        return Check("mail", False, str(error))
    if server is None:
        words = "Mail is only written to the log: set WIJ_MAIL_URL to smtp://user:password@host:port."
        return Check("mail", bool(current_app.config["DEMO"]), words)
    kind = smtplib.SMTP_SSL if server.tls else smtplib.SMTP
    try:
        with kind(server.host, server.port, timeout=10) as there:
            there.noop()
        return Check("mail", True, f"The mail server {server.host} answers.")
    except (OSError, smtplib.SMTPException) as error:
        return Check("mail", False, f"The mail server {server.host} does not answer: {error}.")


def calendars() -> Check:
    """Whether a public calendar is too large for what others read: Google takes about 1 MB and loses the rest."""
    try:
        found = keeping.large()
    except sa.exc.SQLAlchemyError:
        return Check("calendars", False, "The calendars cannot be read.")
    words = [
        f"{one.key} takes {one.size // 1000} kB"
        + (f", without anything of before {one.cut_at + HALF_A_DAY:%B %Y}" if one.cut_at else "")
        for one in found
    ]
    if any(one.size > files.MOST_BYTES for one in found):
        advice = "What is to come is whole, but Google may lose a part: let people follow a room or a theme."
        return Check("calendars", False, f"{'; '.join(words)}. {advice}")
    return Check("calendars", True, f"{'; '.join(words)}." if words else "No calendar is too large for its readers.")


QUICK: tuple[Callable[[], Check], ...] = (database, migrations, worker, outbox)
"""What /healthz looks at: no one outside is asked."""
ALL: tuple[Callable[[], Check], ...] = (configuration, database, migrations, mail, worker, outbox, calendars)
"""What `wij doctor` looks at."""
