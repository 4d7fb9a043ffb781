"""The command `wij`: Flask's own group with the house built in. Also `python -m app`."""

from typing import Any

import click
from flask.cli import FlaskGroup

from app import create_app
from app.cli.demo import demo
from app.cli.serve import run
from app.cli.worker import command as worker
from app.config import Misconfigured


class WijGroup(FlaskGroup):
    """Flask's group, that says a wrong setting in one line."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command; a house that cannot start says why, without a trace."""
        try:
            return super().main(*args, **kwargs)
        except Misconfigured as error:
            raise SystemExit(f"wij: {error}") from None


@click.group(
    cls=WijGroup,
    create_app=create_app,
    add_default_commands=False,
    add_version_option=False,
    set_debug_flag=False,
)
def main() -> None:
    """Wij: the software of a neighbourhood house."""


main.add_command(run)
main.add_command(demo)
main.add_command(worker)

if __name__ == "__main__":
    main()
