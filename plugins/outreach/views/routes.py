"""The modules that put their routes on the blueprint, one a line."""

from plugins.outreach.after import staff as followups
from plugins.outreach.after import views as after
from plugins.outreach.agreements import views as agreements
from plugins.outreach.buddies import views as buddies
from plugins.outreach.calling import views as calling
from plugins.outreach.card import views as card
from plugins.outreach.door import views as door
from plugins.outreach.figures import views as figures
from plugins.outreach.handover import views as handover
from plugins.outreach.partners import views as partners
from plugins.outreach.reasons import views as reasons
from plugins.outreach.replies import staff
from plugins.outreach.replies import views as replies
from plugins.outreach.rounds import papers
from plugins.outreach.rounds import views as rounds
from plugins.outreach.talks import confirming, person, visiting
from plugins.outreach.talks import views as talks
from plugins.outreach.views import front
from plugins.outreach.visitors import views as visitors
from plugins.outreach.wheel import views as wheel

PAGES = (
    agreements,
    door,
    buddies,
    card,
    confirming,
    figures,
    after,
    followups,
    calling,
    front,
    handover,
    papers,
    partners,
    person,
    reasons,
    replies,
    rounds,
    staff,
    talks,
    wheel,
    visiting,
    visitors,
)  # fmt: skip
