"""What is a reason and what is not: words in, a yes or no out."""

import re
from typing import Final

FEWEST_WORDS: Final = 4
"""A sentence. "Nodig" tells the organisations nothing."""
REACHES: Final = re.compile(
    r"@|(?:\d[\s.-]?){6}|\w(?:straat|laan|weg|plein|hof|dreef|pad|singel|kade)\s+\d", re.IGNORECASE
)
"""What leads to somebody: an e-mail address, a phone number, a street with a number."""


def is_a_sentence(words: str) -> bool:
    """Whether others can learn from it why."""
    return len(words.split()) >= FEWEST_WORDS


def leads_to_somebody(words: str) -> bool:
    """Whether there is an address or a number in it. A name it cannot know: whoever asked would learn who is there."""
    return REACHES.search(words) is not None
