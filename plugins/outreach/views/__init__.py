"""Pages of outreach, at /outreach/."""

from flask import Blueprint

outreach = Blueprint("outreach", __name__, url_prefix="/outreach", template_folder="../templates")
