"""Whether a question is about health. Pure, and simple: a list of words, in Dutch and English.

It misses what is put in other words and stops some that are innocent; the form says the rule, this catches the slip.
"""

import re
import unicodedata
from typing import Final

_BEGINNINGS: Final = (
    "aandoening", "adhd", "allerg", "alzheimer", "ambulan", "angstst", "antibiotic", "asthma", "astma", "autis",
    "beperking", "bloed", "burn-out", "burnout", "cancer", "corona", "dement", "depress", "diabet", "diagnos", "dieet",
    "disab", "disease", "doctor", "dokter", "epilep", "gehandicapt", "geneesmiddel", "gewicht", "gezond", "gluten",
    "handicap", "hartklacht", "health", "hiv", "hooikoorts", "huisarts", "illness", "infecti", "insulin",
    "intoleran", "kanker", "klachten", "koorts", "lactose", "long covid", "longcovid", "medic", "medisch", "mental",
    "mobiliteit", "operati", "overgewicht", "parkinson", "pregnan", "psych", "reuma", "rheuma", "rollator",
    "rolstoel", "scootmobiel", "slecht horen", "slecht ter been", "slecht zien", "suikerziek", "symptom", "therap",
    "vaccin", "verslaafd", "verslav", "wheelchair", "ziek", "zwanger",
)  # fmt: skip
_WORDS: Final = ("bmi", "covid", "diet", "ggz", "ill", "illnesses", "kwaal", "kwalen", "pain", "pijn", "sick")
_ANYWHERE: Final = ("allerg", "handicap", "intoleran", "medicijn", "ziekte")
"""Dutch glues words together: pinda-allergie, notenallergie, suikerziekte."""
_FOUND: Final = re.compile(
    rf"\b(?:(?:{'|'.join(_BEGINNINGS)})\w*|(?:{'|'.join(_WORDS)})\b|\w*(?:{'|'.join(_ANYWHERE)})\w*)"
)


def word_about_health(text: str) -> str:
    """The first word of `text` that is about health; "" where there is none."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    found = _FOUND.search(plain)
    return found[0] if found else ""
