"""What the guideline says beside the three parts, as the house holds it today: our sentences, or its own words."""

from dataclasses import dataclass

from app.places.models import House
from plugins.prevention.facts.reading import Fact, fact_if_any
from plugins.prevention.week.filled import PARTS, Part


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a part: one sentence of ours, or all that the house itself says, in `language`."""

    part: Part
    sentences: str
    language: str = ""


def norms(house: House) -> list[Fact]:
    """The norms behind the parts, with their source and who read it."""
    keys = dict.fromkeys(part.norm for part in PARTS)
    return [found for key in keys if (found := fact_if_any(house, key)) is not None]


def beside(facts: list[Fact]) -> list[Beside]:
    """Each part with its sentences. A house's own words stand once, at the first part that they are about."""
    held, told = {fact.key: fact for fact in facts}, set[str]()
    found = []
    for part in PARTS:
        fact = held.get(part.norm)
        if fact is None or (fact.language and part.norm in told):
            found.append(Beside(part, ""))
        elif fact.language:
            found.append(Beside(part, " ".join(fact.words.lines), fact.language))
        else:
            found.append(Beside(part, str(part.guideline)))
        told.add(part.norm)
    return found
