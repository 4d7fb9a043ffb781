"""What one likes to do on one's own page and at the desk, and the questions that wait there for a yes or no."""

from flask import render_template

from plugins.contributions.talents import finding, reading


def own_card(person_id: int, formal: bool) -> str:
    """One's own lines, or the invitation to write the first one. `formal` is for the desk."""
    return render_template(
        "contributions/talents/card.html",
        talents=reading.own(person_id),
        waiting=finding.waiting_for(person_id),
        formal=formal,
    )
