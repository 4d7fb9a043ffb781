"""The modules that put their routes on the blueprint, one a line."""

from plugins.prevention.counting import views as counting
from plugins.prevention.themes import views as themes

PAGES = (
    counting,
    themes,
)  # fmt: skip
