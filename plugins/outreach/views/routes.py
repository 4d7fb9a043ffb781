"""The modules that put their routes on the blueprint, one a line."""

from plugins.outreach.partners import views as partners
from plugins.outreach.views import front
from plugins.outreach.visitors import views as visitors
from plugins.outreach.wheel import views as wheel

PAGES = (
    front,
    partners,
    wheel,
    visitors,
)  # fmt: skip
