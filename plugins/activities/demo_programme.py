"""What is on in the demo house, week after week. All of it is made up."""
# ruff: noqa: E501  # a table of prose: a sentence that is cut in two is harder to read than a long line

from dataclasses import dataclass, field
from typing import Final

HOME: Final = "de-kleine-dommelaar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Regular:
    """Something of every week: `days` are weekdays (0 is Monday), `nth` makes it monthly, `weeks` ends it early.

    It is published by `by`, for `group` where there is one (then `by` is its contact). `special` are titles of the
    next dates, in order.
    """

    title: str
    days: tuple[int, ...]
    times: str
    by: str
    about: str
    spaces: tuple[str, ...] = ()
    place: str = ""
    house: str = HOME
    group: str = ""
    along: tuple[str, ...] = ()
    themes: tuple[str, ...] = ("ontmoeten",)
    interval: int = 1
    nth: int | None = None
    weeks: int | None = None
    months: tuple[int, int] | None = None
    """First and last month of its season."""
    places: int | None = None
    costs: str = ""
    labels: tuple[str, ...] = ()
    pace: str = ""
    tags: tuple[str, ...] = ()
    sensitive: bool = False
    paid: bool = False
    special: tuple[str, ...] = field(default=())


REGULARS: Final = (
    Regular(
        title="Koffie-inloop ‘Kom d’rbij’", days=(0,), times="09:30-11:30", by="Toos Kestelaar", spaces=("huiskamer",),
        along=("Yusuf Zonnebrink",),
        about="De koffie staat klaar. Schuif aan, of lees rustig de krant.\n\nJe hoeft niemand te kennen. Wie achter de "
        "koffiekan staat, stelt je voor.",
        costs="koffie of thee voor wat je kunt missen",
    ),
    Regular(
        title="Stoelgym voor iedereen", days=(0,), times="10:00-11:00", by="Nel Boterbloem", spaces=("beweegzaal",),
        themes=("bewegen",), places=20,
        about="Bewegen op en naast een stoel. Iedereen doet mee op de eigen manier.\n\nDoe schoenen aan waar je stevig op "
        "staat. Na afloop drinken we thee.",
        labels=("gratis", "rustig", "beginners", "leeftijd-55"), tags=("spieren-botten", "balans"),
    ),
    Regular(
        title="Repareercafé", days=(0,), nth=1, times="19:00-21:00", by="Wout Tegelveld", group="Repareercafé",
        spaces=("werkplaats",), themes=("wonen", "ontmoeten"),
        about="Breng mee wat stuk is. We maken het samen, of we leren waarom het niet kan.\n\nEen lamp, een broek, een "
        "fietsbel: alles wat je zelf kunt dragen.",
        costs="alleen de onderdelen",
    ),
    Regular(
        title="Wandelgroep De Stapvoets", days=(1,), times="09:00-10:15", by="Anneke Zilverberk",
        group="Wandelgroep De Stapvoets", place="Start in de Huiskamer", themes=("bewegen", "ontmoeten"), places=25,
        about="Een rondje door de wijk, elke week een ander.\n\nEr zijn twee groepen: rustig en vlot. Je kiest ter plekke. "
        "Bij regen lopen we ook.",
        labels=("gratis",), pace="twee groepen: rustig en vlot", tags=("duur",),
    ),
    Regular(
        title="Taalcafé ‘Praat mee’", days=(1,), times="13:30-15:30", by="Mirjam Winterloo", group="Taalcafé ‘Praat mee’",
        along=("Mirjam Winterloo", "Anouar Vlasveld"), spaces=("zaal-a",),
        about="Nederlands oefenen bij de koffie. Fouten maken mag, graag zelfs.\n\nKom gewoon binnen. Er zijn tafels voor "
        "beginners en voor wie al veel kan.",
        labels=("gratis", "beginners", "taal-eenvoudig"),
    ),
    Regular(
        title="Klaverjassen", days=(1,), times="19:30-22:00", by="Kees Vogelpoel", group="Klaverjasclub",
        spaces=("zaal-b",),
        about="Een avond kaarten. Je leert het hier ook.\n\nMet z’n vieren aan een tafel. Kom je alleen, dan vinden we drie "
        "anderen.",
        labels=("beginners",),
    ),
    Regular(
        title="Samen moestuinen", days=(2,), times="10:00-12:00", by="Loes Appelgaard", group="Samen moestuinen",
        spaces=("tuin",), months=(4, 10), themes=("bewegen", "eten"),
        about="Zaaien, wieden en oogsten in de tuin van het huis.\n\nRegent het, dan werken we in de kas. Handschoenen en "
        "gieters zijn er.",
    ),
    Regular(
        title="Kinderatelier 6–12 jaar", days=(2,), times="14:00-16:00", by="Fenna Duifhout", spaces=("zaal-a",),
        about="Plakken, verven, timmeren. Elke week iets anders.\n\nEr blijft een ouder of helper bij. Foto’s maken we "
        "alleen als dat mag.",
        labels=("gratis", "leeftijd-4-12",),
    ),
    Regular(
        title="Eettafel ‘Schuif aan’", days=(2,), times="17:00-19:30", by="Chantal Veerdonk", group="Eettafel ‘Schuif aan’",
        along=("Toos Kestelaar", "Yusuf Zonnebrink", "Chantal Veerdonk"), spaces=("huiskamer", "keuken"),
        themes=("eten", "ontmoeten"), places=24,
        about="Samen koken, samen eten. Kom alleen of neem iemand mee. Vegetarisch kan altijd.\n\nWe beginnen met soep om "
        "half zes. Meehelpen met koken mag vanaf drie uur.",
        costs="wat je kunt missen voor de boodschappen",
        special=("Linzensoep en stoofpeer", "Wereldpannenkoeken", "", "Buffet van de buurt", "Wie kookt?"),
    ),
    Regular(
        title="Balans & praten", days=(3,), times="10:00-11:30", by="Imke Heidebloem", spaces=("beweegzaal",),
        themes=("bewegen", "ontmoeten"), weeks=10, places=14, sensitive=True, paid=True,
        about="Een halfuur oefenen met staan en lopen, een uur praten bij de thee.\n\nWat je hier vertelt, blijft hier. "
        "We vragen je naam niet.",
        labels=("rustig", "leeftijd-75"), tags=("spieren-botten", "balans"),
    ),
    Regular(
        title="Creatieve middag", days=(3,), times="13:00-16:00", by="Petra Windekind", group="Creatieve middag",
        spaces=("zaal-b",),
        about="Wol, hout en verf. Er is altijd iemand die je op weg helpt.\n\nNeem je eigen werk mee, of begin hier iets.",
    ),
    Regular(
        title="Buurtkoor De Valse Noot", days=(3,), times="19:00-20:30", by="Hamza Korenveld",
        group="Buurtkoor De Valse Noot", spaces=("grote-zaal",),
        about="Zingen zonder noten lezen. Nieuwe stemmen zijn welkom.\n\nKom twee keer luisteren, en beslis dan pas.",
        labels=("beginners",),
    ),
    Regular(
        title="Formulieren-spreekuur", days=(4,), times="10:00-12:00", by="Malika Sterrenburg", spaces=("spreekkamer",),
        place="Meld je bij de balie", themes=("wonen",), paid=True,
        about="Hulp bij brieven en formulieren. Zonder afspraak.\n\nWe kijken samen. Je houdt je papieren zelf.",
        labels=("gratis", "taal-eenvoudig", "taal-ar", "taal-en"),
    ),
    Regular(
        title="Jongerenmiddag 12–18 jaar", days=(4,), times="15:30-17:30", by="Noor Amberdal",
        group="Jongeren van de Klaver", along=("Noor Amberdal", "Senna Brouwhoek"), spaces=("grote-zaal",),
        about="Loop binnen. Muziek, tafeltennis, of gewoon hangen.\n\nBedacht door Noor en Senna. Zeg het als je iets mist.",
        labels=("gratis", "leeftijd-12-18"),
    ),
    Regular(
        title="Dansavond", days=(4,), times="19:30-22:00", interval=2, by="Marit Vlinderdal", spaces=("grote-zaal",),
        themes=("bewegen", "ontmoeten"),
        about="Om de week dansen op muziek van vroeger en nu.\n\nMet of zonder partner. De eerste helft leren we een dans.",
        labels=("gratis", "beginners",), tags=("duur", "balans"),
    ),
    Regular(
        title="Fietsles voor vrouwen", days=(5,), times="10:30-12:00", by="Rachida Maanlicht", group="Fietsles voor vrouwen",
        place="Schoolplein aan het Proefpad", themes=("bewegen",), weeks=8, places=8,
        about="In acht lessen veilig op de fiets.\n\nEr zijn leenfietsen. Trek een broek aan waarin je kunt bewegen.",
        labels=("beginners", "rustig", "taal-eenvoudig", "taal-ar", "taal-tr"), tags=("duur",),
    ),
    Regular(
        title="Spelletjesmiddag Wilgenhof", days=(5,), times="14:00-16:30", by="Jo Breinaald", house="wilgenhof",
        spaces=("wilgenhof-restaurant",),
        about="Rummikub, sjoelen, schaken. Bewoners en buurt door elkaar.\n\nNeem gerust een eigen spel mee.",
        labels=("gratis",),
    ),
    Regular(
        title="Buurtvoetbal in de zaal", days=(1, 3), times="20:00-21:30", by="Omar Hazelnoot", group="Buurtvoetbal",
        house="gymzaal-regenboogvis", spaces=("gymzaal",), themes=("bewegen",), places=16,
        about="Twee keer in de week een balletje trappen. Iedereen vanaf 16 jaar.\n\nNeem zaalschoenen mee. In "
        "schoolvakanties is de zaal dicht.",
        labels=("gratis", "pittig"), tags=("duur", "spieren-botten"),
    ),
    Regular(
        title="Huiscirkel", days=(0,), nth=2, interval=2, times="19:30-21:00", by="Joris Pannenkoek", spaces=("huiskamer",),
        themes=("wonen", "ontmoeten"),
        about="Samen beslissen over het huis. Iedereen die meedoet, praat mee.\n\nDe koffie is om half acht, om acht uur "
        "beginnen we.",
        labels=("gratis",),
    ),
)  # fmt: skip
