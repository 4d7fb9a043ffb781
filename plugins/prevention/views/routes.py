"""The modules that put their routes on the blueprint, one a line."""

from plugins.prevention.themes import views as themes

PAGES = (
    themes,
)  # fmt: skip
