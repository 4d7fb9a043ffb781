"""What people and machines send that they should not, field by field."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.contracts.bad_crawl import Field, FoundForm

LONG = "lang " * 2000
"""Ten thousand characters."""
NAME = "Zoë 🦄 Özdemir-van 't Hof"
RAW = '<img src=x onerror="alert(1)"><script data-planted>alert(1)</script>'
TAGS = ("<img src=x", "<script data-planted")
"""How it would begin on a page if nobody escaped it."""
SQL = "'; DROP TABLE person; --"

Data = Mapping[str, list[str]]

TEXTS: Mapping[str, str] = {
    "empty": "",
    "too long": LONG,
    "emoji name": NAME,
    "html": RAW,
    "sql": SQL,
    "control characters": "a\x01b\x1b[31m\x7f",
    "nul": "a\x00b",
    "turned around": "abc\u202edef",
}
NUMBERS: Mapping[str, str] = {
    "huge number": "99999999999999999999999",
    "number too large for the column": "2147483648",
    "negative number": "-1",
    "zero": "0",
    "hexadecimal": "0x10",
    "arabic digits": "١٢",
    "scientific": "1e9",
    "not a number": "NaN",
}
TIMES: Mapping[str, str] = {
    "past date": "2001-02-03",
    "in 400 years": "2427-03-08",
    "last day of time": "9999-12-31",
    "first day of time": "0001-01-01",
    "day that is not": "2027-02-30",
    "early": "00:30",
    "late": "23:59",
    "time that is not": "25:99",
}
ANYWHERE: Mapping[str, str] = {**TEXTS, **NUMBERS, **TIMES}
FITTING = {"textarea": TEXTS, "email": TEXTS, "checkbox": TEXTS, "number": {**TEXTS, **NUMBERS}}
"""Where not everything makes sense: a past date in a letter is a letter."""
NEVER = {"too long", "control characters", "nul", "turned around"}
"""What no field takes, whatever it is for."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to send a form wrongly."""

    field: str
    kind: str
    data: Data
    on_typed: bool = False
    """Whether it is in one field, and one that people type in."""

    def __str__(self) -> str:
        return f"{self.field or 'every field'}: {self.kind}"


def attempts(form: FoundForm, good: Data, foreign: list[str]) -> list[Attempt]:
    """Every bad value in every field by itself, other people's ids, fields twice and left out, and all at once.

    :param good: what would be accepted.
    :param foreign: public ids of things of other people.
    """
    found = [Attempt("", "unknown fields", {**good, "person_id": ["1"], "house_id": ["2"], "status": ["x"]})]
    if form.fields:
        found += [Attempt("", kind, {name: [value] for name in good}) for kind, value in ANYWHERE.items()]
        found += [Attempt("", "missing", {}), *(one for field in form.fields for one in _on(field, good, foreign))]
    return found


def _on(field: Field, good: Data, foreign: list[str]) -> Iterator[Attempt]:
    for kind, value in FITTING.get(field.kind, ANYWHERE).items():
        yield Attempt(field.name, kind, {**good, field.name: [value]}, field.typed)
    for value in foreign if field.kind == "hidden" or field.choices else ():
        yield Attempt(field.name, "of somebody else", {**good, field.name: [value]})
    yield Attempt(field.name, "twice", {**good, field.name: [*(good.get(field.name) or ["1"]), RAW]})
    yield Attempt(field.name, "missing", {name: value for name, value in good.items() if name != field.name})


def sample(form: FoundForm, tried: list[Attempt], most: int) -> list[Attempt]:
    """About so many of them, the same ones in every run: a NUL in every field, then each field in turn."""
    if len(tried) <= most:
        return tried
    mixed = random.Random(str(form.kind)).sample(tried, len(tried))
    first = [one for one in tried if (one.field, one.kind) == ("", "nul")]
    for field in dict.fromkeys(one.field for one in tried if most > len(first)):
        first += [one for one in mixed if one.field == field][:1]
    return first + [one for one in mixed if one not in first][: max(0, most - len(first))]


def filled_in(field: Field) -> list[str]:
    """Something sensible for a field that is empty."""
    if any(value.strip() for value in field.values):
        return list(field.values)
    if field.choices:
        return [next((one for one in field.choices if one), field.choices[0])] if field.kind != "checkbox" else []
    return [SENSIBLE.get(field.kind, "Iets")]


SENSIBLE = {"date": "2027-03-18", "time": "14:00", "number": "2", "email": "iemand@example.org", "tel": "076-000 00 44"}
"""What is sensible for a kind of field."""


def good_data(form: FoundForm, keys: Mapping[str, str]) -> dict[str, list[str]]:
    """What the house accepts in this form: what it holds already, and something sensible where it is empty."""
    found = {field.name: filled_in(field) for field in form.fields if field.kind != "file"}
    if form.button[0]:
        found[form.button[0]] = [form.button[1]]
    for name, value in ACCEPTED.get(form.endpoint, {}).items():
        if name in found:
            found[name] = [keys.get(value.removeprefix("key:"), value)]
    return found


ACCEPTED: Mapping[str, Mapping[str, str]] = {
    "access.use_code": {"code": "key:code"},
    "access.use_card": {"number": "key:card", "pin": "8305", "next": ""},
    "activities.ask_openly": {"tell": "076-000 00 48"},
    "activities.change_followed": {"page": "https://sport.example/"},
    "activities.create": {"start": "14:00", "end": "16:00", "place": "Op het plein", "until": "", "online": ""},
    "activities.change_online": {"online": "https://meet.example.org/x"},
    "activities.found": {"code": "key:coming"},
    "activities.go_on": {"until": "2027-06-30"},
    "activities.sign_up": {"name": "Iemand", "reach": "076-000 00 45"},
    "activities.ask": {
        "words0": "Wat drink je?",
        "choices0": "thee\nkoffie",
        "words1": "Wat eet je?",
        "choices1": "soep\nbrood",
    },
    "activities.write_down": {"name": "Iemand", "reach": "076-000 00 48"},
    "activities.wait": {"name": "Iemand", "reach": "076-000 00 47"},
    "prevention.write_fact": {"link": "https://gezondheidsraad.example/", "dated": "2017"},
    "rooms.decide_rule": {"per": "month"},
    "contributions.add_rota": {"clock": "10:00", "until": "2027-06-30"},
    "contributions.add_task": {"when": "moment", "clock": "14:00"},
    "contributions.propose": {"words": "Wij zetten de stoelen klaar, en koken een keer."},
    "contributions.plan_day": {"start": "10:00", "end": "16:00"},
    "contributions.guest": {"name": "Iemand", "reach": ""},
    "contributions.help_once": {"name": "Iemand", "reach": "076-000 00 46"},
    "contributions.help_with_need": {"name": "Iemand", "reach": "iemand@example.org"},
    "contributions.change": {"when": "moment", "clock": "14:00"},
    "outreach.begin_round": {"phones": "key:partner"},
    "outreach.entered": {"code": ""},
    "outreach.entered_yes": {"code": ""},
    "outreach.find_letter": {"code": "key:letter code"},
    "outreach.open_with_reason": {"reason": "De telefoniste is ziek en een mevrouw belt niet terug."},
    "outreach.plan_with": {"other": "key:visits too"},
    "outreach.choose_other": {"day": "2027-03-20"},
    "outreach.write_asked": {"recipient": "Humanitas", "agreed": "y"},
    "outreach.give": {"who": "key:wout"},
    "outreach.tell_papers": {"trained_on": "2027-03-01", "conduct_seen_on": "2027-03-01"},
    "prevention.add_address": {"link": "https://huisarts.example/", "phone": "076-000 00 49", "dated": "2027"},
    "prevention.add_distance": {"km": "12", "day": ""},
    "prevention.change_organisation": {"link": "https://sport.example/", "email": ""},
    "prevention.put_material": {"link": "https://sport.example/"},
    "prevention.put_organisation": {"link": "https://sport.example/", "phone": "076-000 00 49", "email": ""},
    "prevention.sign_off": {"has_read": "y"},
    "prevention.start_challenge": {"km": "120", "ends_on": "2027-06-01"},
    "desk.issue_card": {"pin": "8305", "repeat": "8305"},
    "privacy.forget_me": {"sure": "y"},
    "rooms.arrive_with_code": {"code": "key:door code"},
    "rooms.use_door_card": {"number": "key:card", "pin": "8305", "minutes": ""},
    "me.confirm_email": {"code": "key:code of the address"},
    "places.add_closure": {"start": "14:00", "end": "16:00"},
    "places.add_space": {"slug": "iets"},
    "rooms.change_staffed": {f"day{number}": "9:00-12:00" for number in range(7)},
    "rooms.give_key": {"person": "key:ria"},
    "places.change_space_hours": {f"day{number}": "9:00-12:00" for number in range(7)},
}
"""What needs more than something sensible."""
