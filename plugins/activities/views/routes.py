"""The modules that put their routes on the blueprint."""

from plugins.activities.views import browsing, dates, organising, publishing, roles, seasons, signing

PAGES = (browsing, dates, organising, publishing, roles, seasons, signing)
