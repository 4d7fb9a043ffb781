"""The plugin host: a feature is a folder, and says what it does through hooks.

A plugin is a module with hook implementations, marked with `impl`:

    from app.plugins import impl, NavItem

    @impl
    def wij_register_navigation() -> list[NavItem]:
        return [NavItem(label=lazy_gettext("Tea"), endpoint="tea.index", icon="heart", order=60)]

`hookspecs` says which hooks there are, `values` what they hand over, `manager` finds the plugins and calls them through
the typed façade `Hooks`, and `collect` decides what a failing plugin means. See docs/writing-a-plugin.md.
"""

from app.plugins.collect import Collected, Fails
from app.plugins.manager import Hooks, PluginError, current_hooks
from app.plugins.marks import impl
from app.plugins.values import (
    CalendarKind,
    CalendarOffer,
    Card,
    Description,
    Figure,
    Job,
    NavItem,
    Need,
    Objection,
    Piece,
    RuleSpec,
    Suggestion,
    TagSpec,
    Welcomer,
)

__all__ = [
    "CalendarKind",
    "CalendarOffer",
    "Card",
    "Collected",
    "Description",
    "Fails",
    "Figure",
    "Hooks",
    "Job",
    "NavItem",
    "Need",
    "Objection",
    "Piece",
    "PluginError",
    "RuleSpec",
    "Suggestion",
    "TagSpec",
    "Welcomer",
    "current_hooks",
    "impl",
]
