"""`wij backup FILE` and `wij restore FILE`: the whole house in one zip of plain lines, the same for both databases.

Consistent (one snapshot), online (nobody has to stop), readable without us (JSON lines), and a way to move from
SQLite to PostgreSQL. A restore forgets again everybody who has asked to be forgotten since.
"""

import base64
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

import click
import flask_migrate
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from flask.cli import with_appcontext

from app.calendar.models import FeedState
from app.clock import now
from app.config import ROOT
from app.db import Base, db
from app.plugins.manager import load_models
from app.privacy.forgetting import clear_log, forget_again, forgotten_ids, list_path

MIGRATIONS: Final = str(ROOT / "migrations")
MANIFEST: Final = "manifest.json"
BATCH: Final = 500


class BadBackup(click.ClickException):
    """The file is no backup of ours, or not whole."""


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Write the whole house into FILE (a zip), while it stays open."""
    counts = write(file)
    click.echo(f"{file}: {sum(counts.values())} rows of {len(counts)} tables. Keep it somewhere else, and safe.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
def restore(file: Path, yes: bool) -> None:
    """Put FILE in the place of what is in the database now. Stop `wij run` and `wij worker` first."""
    if not yes:
        click.confirm("Everything in the database is replaced. Go on?", abort=True)
    rescue = list_path().with_name(f"before-restore-{now():%Y%m%d-%H%M%S}.zip")
    again = read(file, rescue)
    click.echo(f"Restored. What was there before is in {rescue}.")
    if again:
        click.echo(f"{again} who asked to be forgotten came back with it, and are forgotten again.")


def write(file: Path) -> dict[str, int]:
    """Write a backup; returns rows by table. One read transaction: the file is one moment of the house."""
    load_models()
    partial = file.with_suffix(".partial")
    counts: dict[str, int] = {}
    db.session.rollback()
    with db.engine.connect() as connection, zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        tables = [table for table in Base.metadata.sorted_tables if not table.info.get("made_again")]
        for table in tables:
            with archive.open(f"{table.name}.jsonl", "w") as out:
                counts[table.name] = 0
                for row in connection.execution_options(yield_per=BATCH).execute(sa.select(table)):
                    out.write(json.dumps([_written(value) for value in row], ensure_ascii=False).encode() + b"\n")
                    counts[table.name] += 1
        columns = {table.name: table.columns.keys() for table in tables}
        manifest = {"wij": 1, "revision": revision(connection), "made_at": now().isoformat()}
        archive.writestr(MANIFEST, json.dumps(manifest | {"rows": counts, "columns": columns}, indent=1))
    partial.replace(file)
    return counts


def read(file: Path, rescue: Path) -> int:
    """Replace the database by the backup; what is there is kept in `rescue`. Returns how many were forgotten again.

    Raises BadBackup, before anything has changed, for a file that is not whole.
    """
    manifest = check(file)
    gone = forgotten_ids()
    write(rescue)
    clear()
    flask_migrate.upgrade(directory=MIGRATIONS, revision=manifest["revision"])
    with zipfile.ZipFile(file) as archive, db.engine.begin() as connection:
        _load(connection, archive, manifest)
    flask_migrate.upgrade(directory=MIGRATIONS)
    with db.engine.begin() as connection:
        connection.execute(sa.delete(FeedState))  # calendar programs know newer feeds than those of the backup
    again = forget_again(gone)
    clear_log()
    return again


def check(file: Path) -> dict[str, Any]:
    """The manifest of a backup that is whole and not from a newer house. Raises BadBackup."""
    try:
        with zipfile.ZipFile(file) as archive:
            if archive.testzip():
                raise BadBackup(f"{file} is damaged.")
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            for name, count in manifest["rows"].items():
                lines = sum(1 for _line in archive.open(f"{name}.jsonl"))
                if lines != count:
                    raise BadBackup(f"{file} is not whole: {name} has {lines} of {count} rows.")
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BadBackup(f"{file} is not a backup of Wij: {error}") from error
    known = {script.revision for script in ScriptDirectory(MIGRATIONS).walk_revisions()}
    if manifest["revision"] not in known:
        raise BadBackup(f"{file} comes from a newer Wij (revision {manifest['revision']}). Update first.")
    return manifest


def clear() -> None:
    """Drop every table there is."""
    db.session.remove()
    everything = sa.MetaData()
    everything.reflect(db.engine)
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("DROP SCHEMA public CASCADE"))
            connection.execute(sa.text("CREATE SCHEMA public"))
        else:
            everything.drop_all(connection)


def revision(connection: sa.Connection) -> str:
    """The revision of the database."""
    return str(connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one())


def _load(connection: sa.Connection, archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    there = sa.MetaData()
    there.reflect(connection)
    for table in reversed(there.sorted_tables):
        if table.name != "alembic_version":
            connection.execute(sa.delete(table))  # what revisions put there themselves
    for table in there.sorted_tables:
        if table.name not in manifest["rows"]:
            continue
        names = manifest["columns"][table.name]
        with archive.open(f"{table.name}.jsonl") as lines:
            rows = ({n: _read(table.c[n].type, v) for n, v in zip(names, json.loads(x), strict=True)} for x in lines)
            for batch in _batches(rows):
                connection.execute(sa.insert(table), batch)
        if connection.dialect.name == "postgresql" and "id" in table.c and table.c.id.autoincrement is not False:
            connection.execute(
                sa.text(
                    f"SELECT setval(s, (SELECT coalesce(max(id), 0) + 1 FROM {table.name}), false)"  # noqa: S608  # a table of ours, by its name in the model
                    f" FROM pg_get_serial_sequence('{table.name}', 'id') AS s WHERE s IS NOT NULL"
                )
            )


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _written(value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, datetime | date | time) else value


def _read(kind: sa.types.TypeEngine[Any], value: Any) -> Any:
    """A value as the column takes it. SQLite keeps moments without a zone: they are UTC."""
    if value is None:
        return None
    if isinstance(kind, sa.DateTime):
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None or kind.timezone:
            return moment
        return moment.astimezone(UTC).replace(tzinfo=None)
    if isinstance(kind, sa.Date):
        return date.fromisoformat(value)
    if isinstance(kind, sa.Time):
        return time.fromisoformat(value)
    return base64.b64decode(value) if isinstance(kind, sa.LargeBinary) else value
