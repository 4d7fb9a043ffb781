"""Keep secret feed addresses out of the logs: whoever reads a log must not be able to read somebody's calendar."""

import logging
import re
from typing import Final

_SECRET: Final = re.compile(r"(/calendar/mine/)[^\s/?\"'<>]+")
_LOGGERS: Final = ("app", "werkzeug", "gunicorn.access", "gunicorn.error")


def masked(text: str) -> str:
    """`text` with the token of every personal feed address covered."""
    return _SECRET.sub(r"\1***", text)


class _Mask(logging.Filter):
    """Covers tokens in the line itself, before any handler writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        if "/calendar/mine/" in line:
            record.msg, record.args = masked(line), ()
        return True


_MASK: Final = _Mask()


def init_app() -> None:
    """Cover tokens in the logs of the application and of its servers. Saying it twice is no harm."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_MASK)
