"""The modules that put their routes on the blueprint."""

from plugins.activities.after import views as after
from plugins.activities.following import views as following
from plugins.activities.ideas import views as ideas
from plugins.activities.lost import views as lost
from plugins.activities.online import views as online
from plugins.activities.openly import views as openly
from plugins.activities.versions import views as versions
from plugins.activities.views import (
    browsing,
    dates,
    headcount,
    organising,
    papers,
    people,
    publishing,
    questions,
    roles,
    seasons,
    signing,
    waiting,
)

PAGES = (
    *(after, browsing, dates, following, headcount, ideas, lost, online, openly, organising),
    *(papers, people, publishing, questions, roles, seasons, signing, versions, waiting),
)
