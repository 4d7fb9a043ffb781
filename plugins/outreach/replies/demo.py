"""The round of the demo: Klaverveld, 64 letters, 21 yes, 3 undeliverable, and the rest no or no answer."""

from datetime import timedelta
from typing import Any, Final

from app import clock
from app.clock import now
from plugins.outreach.partners.keeping import partners
from plugins.outreach.replies.answering import Wish, enter, enter_yes, say, say_yes
from plugins.outreach.replies.keeping import look, replies_to
from plugins.outreach.replies.models import HOME, HOUSE, PHONE, WALK
from plugins.outreach.rounds.keeping import RoundValues, begin_round, make_codes, tell_counts, write_letter
from plugins.outreach.rounds.letter import first_letter
from plugins.outreach.rounds.models import INVITES, PHONES, VISITS
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.wheel.reading import district_with

UNDELIVERABLE: Final = 3
NO: Final = 26
LATER: Final = 4
PEOPLE: Final = (
    "Jo Hazelhof", "Riet Kwikstaart", "Cor Zilverberk", "Annie Vuurdoorn", "Sjef Moeraseik", "Fatima Rozenwater",
    "Bep Windroos", "Harrie Kweepeer", "Mien Torenvalk", "Ahmed Olijfboom", "Truus Dotterbloem", "Wim Sleedoorn",
    "Corrie Meerkoet", "Jan Kamperfoelie", "Nel Wilgenroos", "Suus Braamstruik", "Kees Waterlelie", "Gerda Tuinfluiter",
    "Huub Lijsterbes", "Zofia Lindebloem", "Toon Kardinaalsmuts",
)  # fmt: skip
"""Who said yes: made up, as all in the demo."""
FORMS: Final = (HOME,) * 15 + (WALK,) * 2 + (HOUSE,) * 2 + (PHONE,) * 2


def load(demo: Any, district: str) -> str:
    """Begin it two months ago, send the letters that were left, and let the answers come in; its public id."""
    first, caller = demo.actor("Toos Kestelaar"), demo.actor("Mirjam Winterloo")
    by_name = {one.name: one.public_id for one in partners()}
    house, union = by_name["Buurthuis De Kleine Dommelaar"], by_name["Ouderenbond Klaverveld"]
    with clock.at(now() - timedelta(days=60)):
        values = RoundValues(roles={INVITES: by_name.values(), VISITS: [union], PHONES: [house]}, phone="076-000 00 01")
        key = begin_round(first, district, values)
        write_letter(first, key, first_letter("nl"), first_letter("en"))
        codes = make_codes(first, key, district_with(district).letters)
    tell_counts(first, key, UNDELIVERABLE, 0)
    for number, (name, form) in enumerate(zip(PEOPLE, FORMS, strict=True)):
        with clock.at(now() - timedelta(days=40 - number)):
            _yes(caller, key, codes.pop(), number, name, form)
    for number in range(NO):
        if number % 5:
            say(codes.pop(), "no")
        else:
            enter(caller, key, codes.pop(), "no")
    for code in codes[:LATER]:
        say(code, "later")
    (reply, *_others) = replies_to(caller, round_with(key))
    look(caller, key, reply[0])
    return key


def _yes(caller: Any, key: str, code: str, number: int, name: str, form: str) -> None:
    wish = Wish(
        name=name,
        form=form,
        address=f"Verzonnenlaan {12 + 2 * number}" if form == HOME else "",
        phone=f"076-000 00 {80 + number % 20}" if number % 7 else "",
        reach="" if number % 7 else "Een briefje in de bus",
        moment=("'s Ochtends", "", "Na de middag, niet op dinsdag", "")[number % 4],
        together=number % 5 == 0,
        language="Arabisch" if "Fatima" in name or "Ahmed" in name else "",
    )
    if number % 3:
        say_yes(code, wish)
    else:
        enter_yes(caller, key, code, wish)
