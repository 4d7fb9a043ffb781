#!/usr/bin/env python3
"""Make the static files: `python scripts/assets.py` (part of every make target that serves or tests).

Into `app/web/static/built/`, which git ignores: our own stylesheet, script and mark, the static files of the plugins,
Bootstrap's sheet, the small icon sprite and two font files out of installed packages, each gzipped beside itself, and
`manifest.json`, which names each after its content. It also compiles the translations. When nothing changed since the
last time it does nothing.
"""

import gzip
import hashlib
import io
import json
import posixpath
import re
import shutil
import xml.etree.ElementTree as ET  # reads a file of an installed package
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
WEB = ROOT / "app" / "web"
OWN = WEB / "static"
BUILT = OWN / "built"
STAMP = BUILT / ".stamp"
PACKAGES = ("bootstrap-flask", "fontpkg-signika", "fonttools", "brotli")
WEIGHTS = {"regular": 400, "bold": 700}
LATIN = [*range(0x20, 0x180), *range(0x2010, 0x2028), *(0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC)]
LATIN += [0x2190, 0x2192, 0x2212]
TEXT = {".css", ".js", ".svg", ".json"}
SVG = "http://www.w3.org/2000/svg"


def main() -> None:
    """Make everything, unless it is there already."""
    compile_translations()
    now = stamp()
    if STAMP.exists() and STAMP.read_text() == now:
        return
    shutil.rmtree(BUILT, ignore_errors=True)
    (BUILT / "fonts").mkdir(parents=True)
    for source, name in own_files():
        (BUILT / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, BUILT / name)
    make_icons()
    make_fonts()
    shutil.copyfile(bootstrap() / "css" / "bootstrap.min.css", BUILT / "bootstrap.min.css")
    name_and_compress()
    STAMP.write_text(now)
    print(f"static files made in {BUILT.relative_to(ROOT)}")


def stamp() -> str:
    """What the result depends on: versions of packages, and the content of our own files."""
    parts = [f"{name} {version(name)}" for name in PACKAGES]
    inputs = [Path(__file__), WEB / "icons.txt", *(source for source, _name in own_files())]
    parts += [f"{path.relative_to(ROOT)} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in inputs]
    return "\n".join(parts) + "\n"


def own_files() -> Iterator[tuple[Path, str]]:
    """Our static files, each with its name among the built ones: a plugin's stand under the plugin's name."""
    for path in sorted(OWN.rglob("*")):
        if path.is_file() and BUILT not in path.parents:
            yield path, str(path.relative_to(OWN))
    for folder in sorted(ROOT.glob("plugins/*/static")):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield path, f"{folder.parent.name}/{path.relative_to(folder)}"


def bootstrap() -> Path:
    """Bootstrap's files, as bootstrap-flask ships them."""
    return package("flask_bootstrap") / "static" / "bootstrap5"


def package(name: str) -> Path:
    """The folder of an installed package."""
    found = find_spec(name)
    if found is None or found.origin is None:
        raise SystemExit(f"{name} is not installed")
    return Path(found.origin).parent


def make_icons() -> None:
    """The named symbols of Bootstrap's icon sprite, as a sprite of their own. A name that is not there stops us."""
    ET.register_namespace("", SVG)
    tree = ET.parse(bootstrap() / "icons" / "bootstrap-icons.svg")  # noqa: S314  # a file of an installed package
    symbols = {symbol.get("id"): symbol for symbol in tree.getroot().iter(f"{{{SVG}}}symbol")}
    names = (WEB / "icons.txt").read_text().split()
    if missing := [name for name in names if name not in symbols]:
        raise SystemExit(f"bootstrap-flask has no icon called {', '.join(missing)} (see app/web/icons.txt)")
    root = ET.Element(f"{{{SVG}}}svg")
    root.extend(symbols[name] for name in names)
    (BUILT / "icons.svg").write_text(ET.tostring(root, encoding="unicode"), encoding="utf-8")


def make_fonts() -> None:
    """Signika in two weights, Latin only, as woff2."""
    source = next((package("fontpkg_signika") / "files").glob("*.ttf"))
    for name, weight in WEIGHTS.items():
        (BUILT / "fonts" / f"signika-{name}.woff2").write_bytes(font(source, weight))


def font(source: Path, weight: int) -> bytes:
    """One weight of a variable font."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415  # slow, and not needed when nothing changed
    from fontTools.ttLib import TTFont  # noqa: PLC0415  # as above
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415  # as above

    # a build must give the same bytes every time, so the font keeps its own date of change
    instance: Any = instantiateVariableFont(TTFont(source, recalcTimestamp=False), {"GRAD": 0, "wght": weight})
    options: Any = Options()
    options.layout_features = ["kern", "mark", "mkmk", "locl", "ccmp"]
    options.hinting, options.flavor = False, "woff2"
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LATIN)
    subsetter.subset(instance)
    instance.flavor = "woff2"
    buffer = io.BytesIO()
    instance.save(buffer)
    return buffer.getvalue()


def name_and_compress() -> None:
    """Name each file after its content, stylesheets last since they name other files; write the manifest."""
    files = sorted(path for path in BUILT.rglob("*") if path.is_file())
    names: dict[str, str] = {}
    for path in sorted(files, key=lambda one: one.suffix == ".css"):
        if path.suffix == ".css":
            path.write_text(with_hashed_links(path, names), encoding="utf-8")
        content = path.read_bytes()
        name = path.relative_to(BUILT)
        names[str(name)] = str(name.with_name(f"{path.stem}.{hashlib.sha256(content).hexdigest()[:10]}{path.suffix}"))
        if path.suffix in TEXT:
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))
    (BUILT / "manifest.json").write_text(json.dumps(names, indent=1, sort_keys=True) + "\n")


def with_hashed_links(sheet: Path, names: dict[str, str]) -> str:
    """A stylesheet whose `url("fonts/…")` are the hashed names. A file that is not there stops us."""
    here = sheet.relative_to(BUILT).parent.as_posix()

    def hashed(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(here, match[1]))
        if target not in names:
            raise SystemExit(f"{sheet.name} links to {match[1]}, and there is no such file")
        return f'url("{posixpath.relpath(names[target], here)}")'

    return re.sub(r'url\("(?!data:)([^"]+)"\)', hashed, sheet.read_text(encoding="utf-8"))


def catalogues() -> list[Path]:
    """The translations of every area and every bundled plugin."""
    return sorted([*ROOT.glob("app/*/translations/**/*.po"), *ROOT.glob("plugins/*/translations/**/*.po")])


def compile_translations() -> None:
    """Compile every catalogue beside itself, where the compiled one is missing or older."""
    stale = [path for path in catalogues() if not fresh(path)]
    if not stale:
        return
    from babel.messages.mofile import write_mo  # noqa: PLC0415  # not needed when nothing changed
    from babel.messages.pofile import read_po  # noqa: PLC0415  # as above

    for catalogue in stale:
        with catalogue.open("rb") as text, catalogue.with_suffix(".mo").open("wb") as binary:
            write_mo(binary, read_po(text))


def fresh(catalogue: Path) -> bool:
    """Whether a catalogue's compiled form is there and not older than it."""
    compiled = catalogue.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime


if __name__ == "__main__":
    main()
