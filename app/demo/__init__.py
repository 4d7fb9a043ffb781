"""The demo: a living, made-up house, the same every time, as of the day that one asks for."""

from app.demo.house import Demo, load
from app.demo.people import PERSONAS

__all__ = ["PERSONAS", "Demo", "load"]
