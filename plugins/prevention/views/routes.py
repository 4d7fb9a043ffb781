"""The modules that put their routes on the blueprint, one a line."""

from plugins.prevention.challenges import views as challenges
from plugins.prevention.circles import things as circle_things
from plugins.prevention.circles import views as circles
from plugins.prevention.counting import views as counting
from plugins.prevention.facts import check_views as fact_checks
from plugins.prevention.facts import views as facts
from plugins.prevention.foodcard import views as food_card
from plugins.prevention.home import views as home
from plugins.prevention.howto import views as howto
from plugins.prevention.intentions import views as intentions
from plugins.prevention.shelf import views as shelf
from plugins.prevention.talk import views as talk
from plugins.prevention.themes import views as themes
from plugins.prevention.themeweeks import views as themeweeks
from plugins.prevention.together import views as together
from plugins.prevention.week import views as week

PAGES = (
    home,
    food_card,
    circles,
    circle_things,
    counting,
    howto,
    together,
    themes,
    week,
    themeweeks,
    facts,
    fact_checks,
    intentions,
    challenges,
    talk,
    shelf,
)  # fmt: skip
