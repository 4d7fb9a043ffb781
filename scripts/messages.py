#!/usr/bin/env python3
"""Words on screen: `python scripts/messages.py extract` gathers them, `… check` says what is wrong with them.

Both take folders (`extract plugins/rooms`); without one they do them all.

Every area of `app/` and every plugin has its own `translations/nl/LC_MESSAGES/messages.po`. The msgids are the English
words themselves. A catalogue holds no dates and no line numbers, so a diff shows words and nothing else.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LANGUAGE = "nl"
PLURALS = 2
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    **dict.fromkeys(("_", "_l", "gettext", "lazy_gettext"), None),
    **dict.fromkeys(("ngettext", "lazy_ngettext"), (1, 2)),
}
JINJA = {
    "trimmed": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "newstyle_gettext": "true",
    "silent": "false",
}
HEADER = f"""\
msgid ""
msgstr ""
"Language: {LANGUAGE}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals={PLURALS}; plural=(n != 1);\\n"

"""
NEVER = re.compile(
    r"\b(klant|doelgroep|kwetsbare|cliënt|tegenprestatie|saldo|schuld|score|risico|screening|dossier|no-show"
    r"|customer|vulnerable|target group)(s|e?n)?\b",
    re.IGNORECASE,
)
"""DESIGN, section 5: never on screen."""
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
LONE_PERCENT = re.compile(r"(?<!%)(?:%%)*%(?![%(])")

Words = str | tuple[str, ...]
"""A msgid, or (singular, plural)."""
Strings = str | tuple[str, ...] | list[str] | None
"""What stands in a catalogue for it."""


def main(arguments: list[str]) -> int:
    """Do what is asked: 0 when all is well."""
    command, *folders = arguments or ["help"]
    chosen = [ROOT / folder for folder in folders] or owners()
    if command == "extract":
        extract(chosen)
        return 0
    if command == "check":
        problems = list(check(chosen))
        print("\n".join(problems) or "Every word is there, in both languages.")
        return 1 if problems else 0
    print(__doc__)
    return 2


# -- what there is


def owners() -> list[Path]:
    """The folders that have words of their own."""
    folders = [*ROOT.glob("app/*/"), *ROOT.glob("plugins/*/")]
    return sorted(folder for folder in folders if (folder / "__init__.py").exists())


def words_of(owner: Path) -> list[Words]:
    """Every msgid in the sources of an owner, sorted."""
    found = {message for path in sources(owner) for message in words_in(path)}
    return sorted(found, key=lambda words: (words,) if isinstance(words, str) else words)


def sources(owner: Path) -> Iterator[Path]:
    """The files of an owner that may hold words; those of `app` itself go with the pages."""
    yield from sorted(owner.rglob("*.py"))
    if owner == ROOT / "app" / "web":
        yield from sorted((ROOT / "app").glob("*.py"))
    yield from (path for path in sorted(owner.glob("templates/**/*")) if path.suffix in (".html", ".txt"))


def words_in(path: Path) -> Iterator[Words]:
    """The msgids in one file."""
    template = path.suffix != ".py"
    method, options = ("jinja2", JINJA) if template else ("python", {})
    for _line, words, _comments, _context in extract_from_file(method, path, KEYWORDS, options=options):
        if isinstance(words, str):
            yield words
        else:
            yield tuple(str(form) for form in words)


def catalogue_of(owner: Path) -> Path:
    """Where the Dutch of an owner stands."""
    return owner / "translations" / LANGUAGE / "LC_MESSAGES" / "messages.po"


def read(owner: Path) -> Catalog:
    """The Dutch of an owner; empty where there is none yet."""
    path = catalogue_of(owner)
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    return read_po(BytesIO(path.read_bytes()), locale=LANGUAGE)


def messages(catalog: Catalog) -> dict[Words, Message]:
    """The messages of a catalogue by msgid, without its header."""
    return {key(message): message for message in catalog if message.id}


def key(message: Message) -> Words:
    """A message's msgid as `words_of` gives it."""
    return message.id if isinstance(message.id, str) else tuple(message.id)


def forms(words: object) -> tuple[str, ...]:
    """The singular and plural of a msgid or a msgstr; one form where there is no plural."""
    return (words,) if isinstance(words, str) else tuple(str(form) for form in words)  # type: ignore[attr-defined]  # Babel says object; it is one string or several


# -- extract


def extract(chosen: list[Path]) -> None:
    """Bring catalogues up to date with their sources; a word that moved to another folder takes its Dutch along."""
    known: dict[Words, Strings] = {
        words: message.string for owner in owners() for words, message in messages(read(owner)).items()
    }
    for owner in chosen:
        update(owner, known)


def update(owner: Path, known: dict[Words, Strings]) -> None:
    """Write one catalogue: what the sources say, with the Dutch that there is."""
    path, wanted, old = catalogue_of(owner), words_of(owner), messages(read(owner))
    if not wanted:
        path.unlink(missing_ok=True)
        return
    new = Catalog(locale=LANGUAGE)
    for words in wanted:
        string = old[words].string if words in old and old[words].string else known.get(words)
        new.add(words, string or ("" if isinstance(words, str) else ("",) * PLURALS))
    path.parent.mkdir(parents=True, exist_ok=True)
    text = BytesIO()
    write_po(text, new, width=110, no_location=True, omit_header=True, sort_output=True)
    path.write_text(HEADER + text.getvalue().decode(), encoding="utf-8")


# -- check


def check(chosen: list[Path]) -> Iterator[str]:
    """What is wrong, one line each. What is said in two ways is looked for everywhere."""
    for owner in chosen:
        name, wanted, there = owner.relative_to(ROOT), words_of(owner), messages(read(owner))
        yield from (f"{name}: not in messages.po: {shown(words)}" for words in wanted if words not in there)
        yield from (f"{name}: not used any more: {shown(words)}" for words in there if words not in wanted)
        for message in there.values():
            yield from (f"{name}: {problem}: {shown(key(message))}" for problem in problems_of(message))
    yield from said_in_two_ways()


def said_in_two_ways() -> Iterator[str]:
    """The same words with two translations."""
    ways: dict[Words, dict[tuple[str, ...], Path]] = defaultdict(dict)
    for owner in owners():
        for words, message in messages(read(owner)).items():
            if message.string:
                ways[words].setdefault(forms(message.string), owner.relative_to(ROOT))
    for words, found in ways.items():
        if len(found) > 1:
            yield f"{' and '.join(map(str, found.values()))}: two translations of {shown(words)}: {list(found)}"


def problems_of(message: Message) -> Iterator[str]:
    """What is wrong with one message."""
    originals, translations = forms(message.id), forms(message.string)
    if message.fuzzy:
        yield "fuzzy"
    if not all(translations) or (message.pluralizable and len(translations) < PLURALS):
        yield "no Dutch"
        return
    if not same_placeholders(originals, translations):
        yield "other placeholders in the Dutch"
    if any(LONE_PERCENT.search(text) for text in (*originals, *translations)):
        yield "a single % (write %%)"
    if match := next((found for text in (*originals, *translations) if (found := NEVER.search(text))), None):
        yield f"{match[0]!r} never stands on screen"


def same_placeholders(originals: tuple[str, ...], translations: tuple[str, ...]) -> bool:
    """Whether the Dutch fills in the same things. A singular may leave out the number: "één minuut"."""
    named = [set(PLACEHOLDER.findall(text)) for text in (*originals, *translations)]
    if len(originals) == 1:
        return named[0] == named[1]
    everything = set().union(*named[: len(originals)])
    return all(everything - {"num"} <= names <= everything | {"num"} for names in named)


def shown(words: Words) -> str:
    """A msgid in a line of output."""
    return repr(forms(words)[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
