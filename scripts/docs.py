"""Make docs/hooks.md out of the hookspecs (`write`), or say what in the docs is no longer true (`check`)."""

import inspect
import sys
from pathlib import Path

from app.config import SETTINGS
from app.plugins import hookspecs
from app.plugins.collect import Fails

ROOT = Path(__file__).parent.parent
HOOKS = ROOT / "docs" / "hooks.md"
RUNNING = ROOT / "docs" / "running-a-house.md"

HEAD = """# Hooks

Made from `app/plugins/hookspecs.py` with `make docs`; change the docstrings there, not this page.

A plugin answers a hook with a function of the same name, marked with `impl`, that asks for the arguments it needs.
What a failing plugin means is fixed per hook:

"""


def hooks_page() -> str:
    """The whole of docs/hooks.md."""
    page = HEAD + "".join(f"- **{kind.value}**: {_meaning(kind)}\n" for kind in Fails)
    for name, hook in inspect.getmembers(hookspecs, inspect.isfunction):
        if name.startswith("wij_"):
            page += f"\n## {name}\n\n`{name}{inspect.signature(hook)}`".replace("app.plugins.values.", "")
            page += f"\n\nFails as: **{vars(hook)['wij_fails'].value}**.\n\n{_body(hook)}\n"
    return page


def _meaning(kind: Fails) -> str:
    """The words under an enum member, out of the source: enums do not keep them."""
    lines = inspect.getsource(Fails).splitlines()
    at = next(number for number, line in enumerate(lines) if line.strip().startswith(f"{kind.name} ="))
    return lines[at + 1].strip().strip('"')


def _body(hook: object) -> str:
    """A docstring as Markdown: its arguments as a list."""
    lines = []
    for line in (inspect.getdoc(hook) or "").splitlines():
        if line.startswith(":param "):
            name, _colon, words = line.removeprefix(":param ").partition(":")
            lines.append(f"- `{name}`:{words}")
        elif line.startswith(":return:"):
            lines.append(f"- returns{line.removeprefix(':return')}")
        else:
            lines.append(line)
    return "\n".join(lines)


def faults() -> list[str]:
    """What in the docs does not hold."""
    found = []
    if HOOKS.read_text() != hooks_page():
        found.append("docs/hooks.md is not what the hookspecs say: run `make docs`")
    running = RUNNING.read_text()
    found += [f"docs/running-a-house.md does not explain {name}" for name in SETTINGS if f"`{name}`" not in running]
    return found


def main(verb: str) -> int:
    """Write or check; 1 where something is wrong."""
    if verb == "write":
        HOOKS.write_text(hooks_page())
        return 0
    wrong = faults()
    print("\n".join(wrong) or "docs: all true")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
