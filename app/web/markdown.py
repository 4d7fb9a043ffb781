"""Descriptions that people write: simple Markdown in, safe HTML out."""

from typing import Final

import nh3
from flask import Flask
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS: Final = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4"}
SCHEMES: Final = {"http", "https", "mailto", "tel"}
REL: Final = "noopener nofollow"

_reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "code", "fence", "html_block"])


def markdown(text: str | None) -> Markup:
    """Paragraphs, lists, bold, links. Headings become small ones; pictures and HTML stay text or go."""
    html = _reader.render(_lower_headings(text or ""))
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=REL)
    return Markup(clean)  # noqa: S704  # nh3 just made it safe


def _lower_headings(text: str) -> str:
    """A page has one h1 and its own h2: what people write starts below."""
    lines = (f"###{line.lstrip('#')}" if line.startswith("#") else line for line in text.splitlines())
    return "\n".join(lines)


def init_app(app: Flask) -> None:
    """Make it a filter: `{{ activity.about|markdown }}`."""
    app.add_template_filter(markdown)
