"""XML for machines: elements with texts of people in them, which may hold anything."""

from typing import Final
from xml.etree import ElementTree

from app.calendar.text import paragraphs

_NEVER: Final = str.maketrans("", "", "\ufffe\uffff")
"""Signs that XML has no way to write, beside those that `paragraphs` takes out."""


def child(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    """Add an element with a text."""
    found = ElementTree.SubElement(parent, name, attributes)
    if text:
        found.text = paragraphs(text).translate(_NEVER)
    return found


def written(root: ElementTree.Element) -> str:
    """The whole document."""
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
