"""Every template of the core and of the plugins: nothing inline, only icons that we ship, every word translatable."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from jinja2 import Environment, nodes

from app.config import ROOT

PAGES = sorted([*ROOT.glob("app/*/templates/**/*.html"), *ROOT.glob("plugins/*/templates/**/*.html")])
ALL = sorted([*PAGES, *ROOT.glob("app/*/templates/**/*.txt"), *ROOT.glob("plugins/*/templates/**/*.txt")])
ICONS = set((ROOT / "app" / "web" / "icons.txt").read_text().split())
MACROS_WITH_ICONS = {
    # name of the macro: (position, keyword) of its icon
    "icon": (0, "name"),
    "chip": (2, "icon_name"),
    "notice": (1, "icon_name"),
    "choice": (5, "icon_name"),
    "submit": (1, "icon_name"),
}
INLINE = re.compile(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
DATA = re.compile(r'<script type="application/ld\+json">\{\{ [\w.]+\|tojson \}\}</script>')
"""A block of data, which no browser runs: one value and nothing else, written so that no words can end it."""
ELSEWHERE = re.compile(r"<(?:script|link|img|iframe|use)\b[^>]*(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE)
STOCK = re.compile(
    r"\b(?:alert|badge|navbar|dropdown|modal|accordion|toast)(?:-\w+)*\b"
    r"|\b(?:text|bg)-(?:primary|secondary|success|danger|warning|info|light|dark|muted)\b"
)
"""What look.md, section 7, leaves out of Bootstrap."""
JINJA = Environment(extensions=["jinja2.ext.i18n"])  # reads templates, renders none
NAMES = {"wij", "Wij", "Outlook", "iCal"}
"""Words that are the same in every language."""


def each(paths: list[Path], wrong_in: Callable[[Path], Iterable[object]]) -> list[str]:
    """What is wrong in templates, each with the template's name."""
    return [f"{path.relative_to(ROOT)}: {wrong}" for path in paths for wrong in wrong_in(path)]


def without_comments(path: Path) -> str:
    return re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def markup(path: Path) -> str:
    """What a template writes by itself, with a sign for each expression; blocks of data are left out."""
    tokens = JINJA.lex(DATA.sub("", path.read_text(encoding="utf-8")))
    return "".join(value if kind == "data" else "\x00" for _line, kind, value in tokens)


def test_templates_are_found() -> None:
    assert ROOT / "app" / "web" / "templates" / "layout.html" in PAGES


def test_template_has_no_inline_style_or_script() -> None:
    assert each(PAGES, lambda path: INLINE.findall(markup(path))) == []


def test_template_loads_nothing_from_elsewhere() -> None:
    assert each(PAGES, lambda path: ELSEWHERE.findall(without_comments(path))) == []


def test_template_uses_none_of_bootstraps_own_looks() -> None:
    def looks(path: Path) -> list[str]:
        classes = re.findall(r'class="([^"]*)"', without_comments(path))
        return [match for value in classes for match in STOCK.findall(value)]

    assert each(PAGES, looks) == []


def test_each_icon_is_one_that_we_ship() -> None:
    def unknown(path: Path) -> set[str]:
        return set(icons_in(JINJA.parse(path.read_text(encoding="utf-8")))) - ICONS

    assert each(PAGES, unknown) == []


def icons_in(tree: nodes.Template) -> Iterator[str]:
    """Names of icons given as words; those that come from Python are values of `icon=…` there."""
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in MACROS_WITH_ICONS:
            position, keyword = MACROS_WITH_ICONS[call.node.name]
            given = [*call.args[position : position + 1], *(one.value for one in call.kwargs if one.key == keyword)]
            for value in given:
                yield from (const.value for const in constants(value))


def constants(value: nodes.Expr) -> Iterator[nodes.Const]:
    """The words in an expression that end up as its value: both sides of `a if b else c`, and of `a or b`."""
    if isinstance(value, nodes.Const):
        if isinstance(value.value, str) and value.value:
            yield value
    elif isinstance(value, nodes.CondExpr):
        yield from constants(value.expr1)
        if value.expr2 is not None:
            yield from constants(value.expr2)
    elif isinstance(value, nodes.Or):
        yield from constants(value.left)
        yield from constants(value.right)


def test_each_icon_named_in_python_is_one_that_we_ship() -> None:
    sources = [*ROOT.glob("app/**/*.py"), *ROOT.glob("plugins/**/*.py")]
    mention = re.compile(r"""\bicon(?:_name)?=["']([\w-]+)["']""")
    named = {name for path in sources for name in mention.findall(path.read_text(encoding="utf-8"))}
    assert sorted(named - ICONS) == []


def test_each_icon_that_we_ship_has_a_line_of_its_own_and_is_named_once() -> None:
    lines = (ROOT / "app" / "web" / "icons.txt").read_text().splitlines()
    assert lines == sorted(set(lines))


def untranslated(path: Path) -> list[str]:
    """What is left when expressions, statements, commands, tags and comments are away, apart from signs."""
    source = path.read_text(encoding="utf-8")
    bare = re.sub(r"\{%-?\s*trans\b.*?\bendtrans\s*-?%\}|<code>.*?</code>", "", source, flags=re.DOTALL)
    tokens = JINJA.lex(bare)
    text = "".join(value if kind == "data" else "\x00" for _line, kind, value in tokens)
    text = re.sub(r"<[^<>]*>|&\w+;", " ", text, flags=re.DOTALL)
    return [word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in NAMES]


def test_each_word_goes_through_translation() -> None:
    assert each(ALL, untranslated) == []


def untranslated_in_attributes(path: Path) -> list[str]:
    """Words that are spoken or shown from an attribute, outside expressions."""
    spoken = re.findall(r"""\b(?:aria-label|alt|title|placeholder)\s*=\s*"([^"]*)\"""", without_comments(path))
    bare = [re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", value, flags=re.DOTALL) for value in spoken]
    return [value for value in bare if re.search(r"[^\W\d_]{2,}", value)]


def test_words_in_attributes_go_through_translation() -> None:
    assert each(PAGES, untranslated_in_attributes) == []


def macros_with_a_token() -> set[str]:
    """Macros that write the token, `csrf()` itself and those that call it."""
    macro = re.compile(r"\{%-?\s*macro\s+(\w+)(.*?)endmacro", re.DOTALL)
    return {name for path in PAGES for name, body in macro.findall(without_comments(path)) if "csrf" in body}


def test_each_form_that_changes_something_carries_its_token() -> None:
    token = re.compile(rf"\b(?:csrf_token|hidden_tag|{'|'.join(macros_with_a_token())})\b")

    def bare(path: Path) -> list[str]:
        forms = re.findall(r"<form\b.*?</form>", without_comments(path), flags=re.DOTALL)
        posting = [form for form in forms if re.search(r"""method=["']post["']""", form, re.IGNORECASE)]
        return [form[:80] for form in posting if not token.search(form)]

    assert each(PAGES, bare) == []
