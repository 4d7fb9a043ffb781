"""The agenda: repeats in wall time, entries from plugins, pages for the eye and feeds for everyone's own calendar.

Plugins make `Entry` values; `projection` decides what an audience sees of them; `agenda` and `finding` show them on
pages, `paper` on sheets for the wall, `feeds` and `files` as calendars (RFC 5545), `invitations` as attachments to
mail, `outward` for search engines, feed readers and other sites.
"""

from flask import Flask
from flask_babel import lazy_gettext as _

from app.calendar import finding, following, masking, mine, models, paper, views
from app.calendar.outward import embed
from app.calendar.outward import files as outward_files
from app.calendar.outward.api import views as api_v1
from app.web import verbs

__all__ = ["init_app", "models"]

verbs.register("calendar.token.made", _("Made a link to the own calendar"))
verbs.register("calendar.token.renamed", _("Renamed a link to the own calendar"))
verbs.register("calendar.token.revoked", _("Ended a link to the own calendar"))


def init_app(app: Flask) -> None:
    """Serve the pages and the feeds, and keep secret addresses out of the logs."""
    masking.init_app()
    own = (finding.pages, paper.sheets, views.files, following.pages, mine.me)
    for blueprint in (*own, outward_files.files, api_v1.api, embed.frames):
        app.register_blueprint(blueprint)
