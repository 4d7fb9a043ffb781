"""The tags that something carries, in words, for its page and for lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import ngettext

from app.clock import Span
from app.plugins import TagSpec


@dataclass(frozen=True, slots=True)
class TagLine:
    """Tags with the same words before them, in one line, and the path of the page that tells what they mean."""

    words: str
    page: str


def tag_lines(keys: Iterable[str], tags: Iterable[TagSpec], span: Span | None) -> list[TagLine]:
    """Tags in words: "Telt mee voor balans · bewegen (75 minuten)"; `span` is the date that is told of.

    How long it takes is told of the date, never of who comes.
    """
    own = set(keys)
    lines: dict[tuple[str, str], list[str]] = {}
    for tag in tags:
        if tag.key in own:
            lines.setdefault((str(tag.before), tag.page), []).append(_tag_words(tag, span))
    return [TagLine(f"{before} {' · '.join(words)}".strip(), page) for (before, page), words in lines.items()]


def _tag_words(tag: TagSpec, span: Span | None) -> str:
    if not tag.timed or span is None:
        return str(tag.label)
    minutes = int((span.end - span.start).total_seconds() // 60)
    return ngettext("%(tag)s (%(num)s minute)", "%(tag)s (%(num)s minutes)", minutes, tag=str(tag.label))
