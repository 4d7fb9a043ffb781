"""Find the plugins, check them, and call them through one typed façade."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from importlib.metadata import entry_points, version
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

import pluggy
from flask import Blueprint, Flask, current_app

from app.clock import Span
from app.config import Misconfigured
from app.events import Event
from app.plugins import hookspecs
from app.plugins.collect import Collected, Fails, answerers, collect, savepoint
from app.plugins.marks import NAME
from app.plugins.values import (
    CalendarKind,
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
from app.refs import Ref

if TYPE_CHECKING:
    from app.calendar.entry import Entry, EntryQuery
    from app.places.requests import HoldRequest

T = TypeVar("T")
GROUP = "wij.plugins"


class PluginError(Misconfigured):
    """A plugin is not as it should be; the message names it."""


def bundled() -> dict[str, ModuleType]:
    """The plugins in the folder `plugins/`, by name. Found by looking: the core imports none of them by name."""
    folder = importlib.import_module("plugins")
    names = sorted(module.name for module in pkgutil.iter_modules(folder.__path__) if module.ispkg)
    return {name: importlib.import_module(f"plugins.{name}") for name in names}


def available() -> dict[str, Any]:
    """Every plugin there is: the bundled ones, and those that other packages bring (entry points `wij.plugins`)."""
    found: dict[str, Any] = dict(bundled())
    for point in entry_points(group=GROUP):
        if point.name in found:
            raise PluginError(f"two plugins are called {point.name!r}")
        found[point.name] = point.load()
    return found


class Hooks:
    """One typed method a hook. Nobody else calls a plugin."""

    def __init__(self, app: Flask, plugins: Mapping[str, Any]) -> None:
        """Register `plugins` (name to module or object) in sorted order. Raises PluginError for what does not fit."""
        self._app = app
        self._pm = pluggy.PluginManager(NAME)
        self._pm.add_hookspecs(hookspecs)
        for name in sorted(plugins):
            try:
                self._pm.register(plugins[name], name=name)
            except (ValueError, pluggy.PluginValidationError) as error:
                raise PluginError(f"plugin {name!r} does not fit: {error}") from error
        try:
            self._pm.check_pending()
        except pluggy.PluginValidationError as error:
            raise PluginError(f"plugin {self._pm.get_name(error.plugin)!r} has an unknown hook: {error}") from error
        self._rules = self._named(self._start("wij_register_rules"), lambda rule: rule.key)
        self._tags = self._named(self._start("wij_register_tags"), lambda tag: tag.key)
        self._calendars = self._named(self._start("wij_register_calendars"), lambda kind: kind.kind)

    # -- who is there

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The plugins that are on, sorted."""
        return tuple(sorted(name for name, _plugin in self._pm.list_name_plugin()))

    @property
    def hearers(self) -> list[str]:
        """The plugins that hear events."""
        return sorted(impl.plugin_name for impl in self._pm.hook.wij_hear_event.get_hookimpls())

    def about(self) -> list[dict[str, Any]]:
        """Name, version, purpose and hooks of each plugin that is on."""
        rows = []
        for name, plugin in sorted(self._pm.list_name_plugin()):
            hooks = sorted(caller.name for caller in self._pm.get_hookcallers(plugin) or [])
            purpose = (plugin.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")
            rows.append({"name": name, "version": version_of(plugin), "purpose": purpose, "hooks": hooks})
        return rows

    # -- at the start

    def blueprints(self) -> list[Blueprint]:
        """Routes of all plugins."""
        return [blueprint for _plugin, blueprint in self._start("wij_register_blueprints")]

    def navigation(self) -> list[NavItem]:
        """Menu items, in order."""
        items: list[NavItem] = [item for _plugin, item in self._start("wij_register_navigation")]
        return sorted(items, key=lambda item: (item.order, item.endpoint))

    def rules(self) -> dict[str, RuleSpec]:
        """House rules by key."""
        return self._rules

    def calendars(self) -> dict[str, CalendarKind]:
        """Kinds of feed by name."""
        return self._calendars

    def tags(self) -> dict[str, TagSpec]:
        """Tags by key."""
        return self._tags

    def jobs(self) -> list[Job]:
        """Periodic work of all plugins."""
        return [job for _plugin, job in self._start("wij_register_jobs")]

    def load_demo(self, demo: Any) -> None:
        """Let each plugin fill its part of the demo house, by name."""
        self._start("wij_load_demo", demo=demo)

    # -- asked again and again

    def entries(self, query: "EntryQuery") -> Collected["Entry"]:
        """What stands in the agenda. Raises Unavailable rather than tell less."""
        return self._flat("wij_list_entries", query=query)

    def marks(self, entries: "Sequence[Entry]") -> dict[Ref, tuple[str, ...]]:
        """Words beside entries, by plugin; for those that nobody marks there is nothing."""
        found: dict[Ref, tuple[str, ...]] = {}
        for _plugin, answer in self._ask("wij_mark_entries", dict, entries=entries) if entries else ():
            for ref, words in answer.items():
                found[ref] = (*found.get(ref, ()), words)
        return found

    def objections(self, request: "HoldRequest") -> Collected[Objection]:
        """Reasons against a hold. Raises Refusal when a plugin cannot say."""
        return self._flat("wij_list_objections", request=request)

    def needs(self, house_id: int, window: Span) -> Collected[Need]:
        """What things need done."""
        return self._flat("wij_list_needs", house_id=house_id, window=window)

    def cards(self, place: str, house_id: int | None, person_id: int | None) -> Collected[Card]:
        """Cards of a page, in order."""
        found: Collected[Card] = self._flat("wij_list_cards", place=place, house_id=house_id, person_id=person_id)
        return Collected(tuple(sorted(found, key=lambda card: card.order)), found.missing)

    def slot(self, slot: str, ref: Ref, person_id: int | None) -> Collected[Piece]:
        """Pieces for a named slot, in order."""
        found: Collected[Piece] = self._flat("wij_fill_slot", slot=slot, ref=ref, person_id=person_id)
        return Collected(tuple(sorted(found, key=lambda piece: piece.order)), found.missing)

    def suggestions(self, theme: str, house_id: int, window: Span) -> Collected[Suggestion]:
        """Things to do for a theme."""
        return self._flat("wij_list_suggestions", theme=theme, house_id=house_id, window=window)

    def welcomers(self, ref: Ref) -> Collected[Welcomer]:
        """Who may be asked to receive a newcomer at a date."""
        return self._flat("wij_list_welcomers", ref=ref)

    def describe(self, refs: Iterable[Ref], person_id: int | None) -> dict[Ref, Description]:
        """What references point at. Those of a plugin that is off (or fails) are left out: show the stored label."""
        wanted: Sequence[Ref] = sorted(set(refs))
        answers = self._ask("wij_describe", dict, refs=wanted, person_id=person_id) if wanted else Collected(())
        return {ref: description for _plugin, answer in answers for ref, description in answer.items()}

    def hear(self, plugin: str, event: Event) -> None:
        """Let one plugin hear one event. Any error goes to the caller, who tries again later."""
        for impl in self._pm.hook.wij_hear_event.get_hookimpls():
            if impl.plugin_name == plugin:
                with savepoint():
                    impl.function(**({"event": event} if "event" in impl.argnames else {}))

    def export_person(self, person_id: int) -> dict[str, Any]:
        """All that plugins keep of a person, by plugin. Raises Refusal rather than tell less."""
        return dict(self._ask("wij_export_person", dict, person_id=person_id).values)

    def expirers(self) -> list[tuple[str, Callable[[], Any]]]:
        """Each plugin's nightly retention, one by one, so that one failure does not stop the others."""
        return answerers(self._pm.hook.wij_expire_data.get_hookimpls(), {})

    def figures(self, house_id: int, window: Span) -> Collected[Figure]:
        """Counts for the scoreboard. Raises Unavailable rather than tell less."""
        return self._flat("wij_list_figures", house_id=house_id, window=window)

    # -- inside

    def _ask(self, name: str, shape: Callable[[Any], Any], **arguments: Any) -> Collected[tuple[str, Any]]:
        """Each plugin's answer, made `shape` while it is asked: one that cannot be is the plugin's failure too."""
        caller = getattr(self._pm.hook, name)
        fails: Fails = getattr(hookspecs, name).wij_fails
        asked = [(plugin, _shaped(answer, shape)) for plugin, answer in answerers(caller.get_hookimpls(), arguments)]
        return collect(name, fails, asked)

    def _flat(self, name: str, **arguments: Any) -> Collected[Any]:
        found = self._ask(name, list, **arguments)
        return Collected(tuple(one for _plugin, answer in found for one in answer), found.missing)

    def _start(self, name: str, **arguments: Any) -> list[tuple[str, Any]]:
        found: list[tuple[str, Any]] = []
        given = {"app": self._app, **arguments}
        for plugin, answer in answerers(getattr(self._pm.hook, name).get_hookimpls(), given):
            try:
                found += [(plugin, one) for one in answer() or []]
            except Exception as error:
                raise PluginError(f"plugin {plugin!r} failed in {name}: {error}") from error
        return found

    def _named(self, found: list[tuple[str, T]], key: Callable[[T], str]) -> dict[str, T]:
        named: dict[str, tuple[str, T]] = {}
        for plugin, value in found:
            if key(value) in named:
                raise PluginError(f"plugins {named[key(value)][0]!r} and {plugin!r} both bring {key(value)!r}")
            named[key(value)] = (plugin, value)
        return {name: value for name, (_plugin, value) in sorted(named.items())}


def _shaped(answer: Callable[[], Any], shape: Callable[[Any], Any]) -> Callable[[], Any]:
    return lambda: shape(answer())


def version_of(plugin: Any) -> str:
    """A plugin's own version, or the house's for a bundled one."""
    own: str | None = getattr(plugin, "__version__", None)
    return own or version("wij")


def init_app(app: Flask, extra: Mapping[str, Any] | None = None) -> None:
    """Start the plugins that `WIJ_PLUGINS` names (empty: all bundled and installed; `none`: none), and `extra` ones."""
    found = available()
    wanted = [name.strip() for name in str(app.config["WIJ_PLUGINS"]).split(",") if name.strip()] or sorted(found)
    if wanted == ["none"]:
        wanted = []
    for name in wanted:
        if name not in found:
            raise PluginError(f"WIJ_PLUGINS names {name!r}, and there is no such plugin; there are: {', '.join(found)}")
    chosen = {name: found[name] for name in wanted}
    for name, plugin in (extra or {}).items():
        if name in chosen:
            raise PluginError(f"two plugins are called {name!r}")
        chosen[name] = plugin
    app.extensions["wij_plugins"] = Hooks(app, chosen)


def current_hooks() -> Hooks:
    """The hooks of the application that is running."""
    hooks: Hooks = current_app.extensions["wij_plugins"]
    return hooks


def hooks_of(app: Flask) -> Hooks:
    """The hooks of an application that is not running yet."""
    hooks: Hooks = app.extensions["wij_plugins"]
    return hooks


def load_models() -> None:
    """Load every table there is: of the core, and of all bundled plugins and the features in them, on or off.

    Migrations, forgetting and backups must know them all.
    """
    for ground in ("app.events", "app.journal"):
        importlib.import_module(ground)
    for folder in ("app", "plugins"):
        root = Path(importlib.import_module(folder).__path__[0])
        for models in (*sorted(root.glob("*/models.py")), *sorted(root.glob("*/*/models.py"))):
            importlib.import_module(".".join((folder, *models.relative_to(root).with_suffix("").parts)))
