"""The people of the demo. Fictional, every one of them; nobody has a health field, since there is none."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody whom a newcomer may try the demo as."""

    public_id: str
    name: str
    label: object


PERSONAS = (
    Persona("lieke", "Lieke Morgenster", _("a resident")),
    Persona("chantal", "Chantal Veerdonk", _("an organiser")),
    Persona("toos", "Toos Kestelaar", _("a host at the desk")),
    Persona("wout", "Wout Tegelveld", _("a key holder")),
    Persona("ria", "Ria Klokman", _("somebody without e-mail")),
    Persona("ibrahim", "Ibrahim Duinhart", _("an administrator who likes plugins")),
)

WITH_MAIL = (
    "Toos Kestelaar",
    "Yusuf Zonnebrink",
    "Mirjam Winterloo",
    "Anouar Vlasveld",
    "Noor Amberdal",
    "Senna Brouwhoek",
    "Wout Tegelveld",
    "Lieke Morgenster",
    "Ibrahim Duinhart",
    "Chantal Veerdonk",
    "Piotr Lindeboomski",
    "Fenna Duifhout",
    "Hamza Korenveld",
    "Anneke Zilverberk",
    "Joris Pannenkoek",
    "Malika Sterrenburg",
    "Daan Waterlelie",
    "Esmée Rozenpad",
    "Tomasz Zandweg",
    "Rachida Maanlicht",
    "Sjef Bruggeman-Vos",
    "Imke Heidebloem",
    "Kofi Regenwold",
    "Loes Appelgaard",
    "Marit Vlinderdal",
    "Omar Hazelnoot",
    "Petra Windekind",
    "Quirine Merelveld",
    "Ruben Kastanjer",
)
WITHOUT_MAIL = (
    "Ria Klokman",
    "Bep Tuinhek",
    "Cor van der Linden-Mos",
    "Dirkje Halmstra",
    "Gerrit Pruimenboom",
    "Hennie Kalkoven",
    "Jo Breinaald",
    "Kees Vogelpoel",
    "Leny Schapenwei",
    "Mien Theepot",
    "Nel Boterbloem",
    "Paul Fietsbel",
    "Riet Lampekap",
    "Sien Koekjestrom",
    "Truus Wollegras",
    "Wim Schaafsel",
    "Zus Haverkamp",
    "Aad Klaverdaal",
    "Bram Notendop",
)
"""Nineteen of the forty-eight: they are full members, through the desk and the phone."""

GROUPS = (
    ("Buurtkoor De Valse Noot", "Zingen zonder noten lezen. Nieuwe stemmen zijn welkom.", "Hamza Korenveld", 6),
    ("Klaverjasclub", "Elke dinsdagavond kaarten. Je leert het hier ook.", "Kees Vogelpoel", 5),
    ("Samen moestuinen", "Zaaien, wieden en oogsten in de tuin van het huis.", "Loes Appelgaard", 5),
    ("Taalcafé ‘Praat mee’", "Nederlands oefenen bij de koffie.", "Mirjam Winterloo", 4),
    ("Wandelgroep De Stapvoets", "Elke week een rondje, rustig of vlot.", "Anneke Zilverberk", 6),
    ("Eettafel ‘Schuif aan’", "Samen koken en samen eten.", "Chantal Veerdonk", 6),
    ("Jongeren van de Klaver", "Bedacht door jongeren, voor jongeren.", "Noor Amberdal", 4),
    ("Repareercafé", "Samen maken wat stuk is.", "Wout Tegelveld", 4),
    ("Creatieve middag", "Wol, hout en verf.", "Petra Windekind", 4),
    ("Buurtvoetbal", "Twee keer in de week een balletje trappen.", "Omar Hazelnoot", 6),
    ("Fietsles voor vrouwen", "In acht lessen veilig op de fiets.", "Rachida Maanlicht", 4),
    ("Buurtapp Klaverveld", "Kijkt een beetje naar elkaar om.", "Sjef Bruggeman-Vos", 3),
)
"""(name, words, contact, members besides the contact)."""

ROLES = {
    "administrator": ("Ibrahim Duinhart",),
    "host": (
        "Toos Kestelaar",
        "Yusuf Zonnebrink",
        "Anneke Zilverberk",
        "Fenna Duifhout",
        "Nel Boterbloem",
        "Joris Pannenkoek",
        "Malika Sterrenburg",
        "Leny Schapenwei",
    ),
    "opener": (
        "Toos Kestelaar",
        "Gerrit Pruimenboom",
        "Imke Heidebloem",
        "Kofi Regenwold",
        "Wim Schaafsel",
        "Daan Waterlelie",
    ),
    "closer": ("Wout Tegelveld", "Hamza Korenveld", "Omar Hazelnoot", "Ruben Kastanjer", "Marit Vlinderdal"),
    "cleaner": ("Marit Vlinderdal",),
    "fact_checker": ("Toos Kestelaar", "Anneke Zilverberk"),
    "key_holder": ("Wout Tegelveld", "Gerrit Pruimenboom", "Yusuf Zonnebrink", "Sjef Bruggeman-Vos"),
}
"""Roles in the neighbourhood house, all with an end date."""

SHOW_NAME = ("Toos Kestelaar", "Yusuf Zonnebrink", "Mirjam Winterloo", "Anouar Vlasveld", "Chantal Veerdonk")
"""Those who said yes to their first name with what they organise."""
