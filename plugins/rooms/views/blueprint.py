"""The blueprint that all pages of rooms hang on."""

from flask import Blueprint

rooms = Blueprint("rooms", __name__, url_prefix="/rooms", template_folder="../templates")
