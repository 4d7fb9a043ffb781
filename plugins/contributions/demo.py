"""The demo house's tasks of this season: 26 of 30 picked up, four still open, and each group's agreement in words.

The thirtieth was proposed to somebody who said "not now": of that there is nothing to load.
"""

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app import notices
from app.actors import Actor
from app.calendar.repeats import Repeat
from app.clock import at, from_wall
from app.db import db
from app.people.groups import members_of
from app.places.models import House
from app.refs import Ref
from plugins.contributions import promising, tasks, thanking
from plugins.contributions.agreements import reading, service, telling
from plugins.contributions.asks.asking import ask
from plugins.contributions.models import Thanks
from plugins.contributions.rota import answering, planning
from plugins.contributions.rota.planning import RotaValues
from plugins.contributions.seasons import Season
from plugins.contributions.stories.telling import StoryValues, add_story
from plugins.contributions.talents import keeping
from plugins.contributions.talents.keeping import TalentValues
from plugins.contributions.tasks import TaskValues
from plugins.contributions.workday import planning as workdays
from plugins.contributions.workday.planning import DayValues

HOME: Final = "de-kleine-dommelaar"

DONE: Final = (
    ("Koffie zetten voor de inloop", 30, ("seated",), "De koffie was op tijd klaar, en lekker sterk."),
    ("Stoelen klaarzetten voor de lezing", 20, (), "Alle stoelen stonden precies goed."),
    ("Vaatwasser uitruimen na de eettafel", 20, (), "Fijn dat de keuken zo netjes was."),
    ("Planten water geven", 15, ("seated",), "De varens leven weer helemaal op."),
    ("Posters ophangen in de buurt", 45, (), "Er kwamen drie nieuwe gezichten door de posters."),
    ("Het grote raam lappen", 40, ("high",), "We kunnen weer naar buiten kijken."),
    ("Voorraad van de koffiehoek nalopen", 20, ("seated", "at_home"), "Eindelijk weer genoeg thee in huis."),
    ("Buren bellen over de nieuwjaarskoffie", 45, ("seated", "at_home"), "Iedereen die gebeld is, was blij verrast."),
    ("Een formulier vertalen in het Pools", 60, ("seated", "at_home"), "Nu begrijpen we het allemaal."),
    ("De tekst van de site nalezen", 30, ("seated", "at_home"), "Het leest een stuk prettiger."),
    ("Soep koken voor de eettafel", 90, ("together",), "De pompoensoep was zo op. Heerlijk!"),
    ("Tafels dekken voor de eettafel", 15, ("seated",), "Wat zag het er feestelijk uit."),
    ("Een krukje repareren", 30, ("with_instruction",), "Het krukje wiebelt niet meer."),
    ("De kas opruimen", 60, ("heavy",), "Er is weer plek voor de zaailingen."),
    ("Kleding sorteren voor de ruilkast", 45, ("seated", "together"), "De ruilkast zag er nog nooit zo mooi uit."),
    ("Meelopen met de wandelgroep", 75, ("together",), "Fijn dat je achteraan meeliep."),
    ("Boeken in de ruilkast zetten", 20, (), "Ik vond meteen een mooi boek."),
    ("Taart bakken voor de dansavond", 60, ("at_home",), "De appeltaart was het gesprek van de avond."),
    ("Fietsbanden plakken voor de fietsles", 45, ("with_instruction",), "Alle acht fietsen rijden weer."),
    ("Vegen voor de deur", 15, (), "Het staat zo gastvrij."),
    ("Knutselspullen klaarleggen", 20, ("seated",), "De kinderen konden zo beginnen."),
    ("Notenmappen kopiëren voor het koor", 30, ("seated",), "Nu zingen we allemaal hetzelfde."),
    ("De lampen in de gang vervangen", 30, ("high", "together"), "Het is weer licht in de gang."),
    ("Gasten ontvangen bij de burendag", 120, ("together",), "Iedereen voelde zich meteen welkom."),
    ("Gordijnen zomen voor de Huiskamer", 90, ("seated", "at_home"), "Ze hangen prachtig."),
    ("Een rondje zwerfvuil rapen", 60, ("together",), "Het plein ligt er mooi bij."),
)
"""(title, about how many minutes, what it takes, the thanks that it got)."""

GARDEN: Final = (
    ("Blad harken", 60, 4, (), 2),
    ("Moestuinbakken omspitten", 90, 3, ("heavy", "together"), 1),
    ("Bollen planten", 45, 4, ("seated", "with_instruction"), 2),
    ("Vogelhuisjes ophangen", 30, 2, ("high", "together"), 0),
    ("Soep koken voor iedereen", 90, 2, ("together",), 2),
)
"""Jobs of the work day: (title, about how many minutes, places, what it takes, neighbours who said yes)."""

SHOWN: Final = (10, 17, 23)
"""Which of those thanks their people said yes to showing."""

DRAWN: Final = (0, 17)
"""Which of those thanks came with a drawn cup of coffee."""

TOLD: Final = (
    (
        60,
        "De kas is weer leeg en schoon",
        "Een hele zaterdag sjouwen, met soep na afloop. In het voorjaar kan er gezaaid.",
    ),
    (34, "Vijfhonderd posters door de bus", "In één middag, twee aan twee. Onderweg kwamen er drie buren bij."),
    (9, "Nieuwe gordijnen in de Huiskamer", "Gezoomd aan zes keukentafels. Ze hangen, en ze hangen recht."),
)
"""(days ago, title, words): stories of the season."""

AGREED: Final = (
    ("Buurtkoor De Valse Noot", "Wij zetten de stoelen klaar en doen twee keer per seizoen de grote schoonmaak."),
    ("Klaverjasclub", "Wij vullen de koffiekast en ruimen op dinsdag de bar op."),
    ("Samen moestuinen", "Wij brengen elke week kruiden en sla naar de keuken."),
    ("Taalcafé ‘Praat mee’", "Wij lezen brieven en posters van het huis na, en vertalen waar het kan."),
    ("Wandelgroep De Stapvoets", "Wij brengen onderweg het buurtkrantje rond."),
    ("Eettafel ‘Schuif aan’", "Wij houden de keuken schoon en koken voor de vergadering van het huis."),
    ("Jongeren van de Klaver", "Wij helpen buren met hun telefoon en bouwen op voor de burendag."),
    ("Repareercafé", "Wij maken wat er in het huis stuk is."),
    ("Creatieve middag", "Wij versieren het huis voor elk feest."),
    ("Buurtvoetbal", "Wij dragen en sjouwen als er iets zwaars moet."),
    ("Fietsles voor vrouwen", "Wij houden de leenfietsen van het huis in orde."),
    ("Buurtapp Klaverveld", "Wij vertellen de buurt wat er in het huis te doen is."),
)
"""What the twelve groups do in return: words, no hours."""
WAITING: Final = 5
"""The one whose words wait for the house's yes."""

LIKES: Final = (
    ("Lieke Morgenster", TalentValues(words="Koken voor veel mensen", takes=("together",), audience="neighbours")),
    ("Ria Klokman", TalentValues(words="Mensen bellen", takes=("seated", "at_home"), audience="hosts")),
    ("Wout Tegelveld", TalentValues(words="Hekken en deuren verven", days=(5,), audience="hosts")),
    ("Noor Amberdal", TalentValues(words="Brieven nalezen", takes=("at_home",), audience="neighbours")),
    ("Kofi Regenwold", TalentValues(words="Soep koken", parts=("afternoon",), audience="neighbours")),
    ("Sjef Bruggeman-Vos", TalentValues(words="Fietsen plakken", days=(2, 5), audience="neighbours")),
    ("Piotr Lindeboomski", TalentValues(words="Vertalen uit het Pools")),
)
"""What some neighbours like to do, each seen as far as they say."""


def load(demo: Any) -> None:
    """Fill this plugin's part of the demo; `demo` is an `app.demo.Demo`."""
    home = db.session.get_one(House, demo.house(HOME))
    _load_done(demo, home.id, home.zone)
    _load_stories(demo, home.id)
    _load_open(demo, home.id, home.zone)
    _load_rota(demo, home.id)
    _load_work_day(demo, home.id, home.zone)
    _load_agreements(demo, home)
    for name, values in LIKES:
        keeping.add(demo.actor(name), home.id, values)
    key = ask(demo.actor("Ria Klokman"), home.id, "Een lamp ophangen in de gang")
    notices.withdraw(Ref("contributions", "ask", key))  # the hosts heard of it already


def _load_agreements(demo: Any, home: House) -> None:
    """Each group proposed its words some weeks ago, and the house said yes; one waits for that still."""
    season = reading.current_season(home)
    moment = from_wall(max(season.first, demo.today - timedelta(days=20)), time(7), home.zone)
    for number, (name, words) in enumerate(AGREED):
        group_id = demo.group(name)
        contact = next(person for person, is_contact in members_of(group_id) if is_contact)
        host = demo.actor("Toos Kestelaar" if contact.name != "Toos Kestelaar" else "Ibrahim Duinhart")
        with at(moment):
            service.propose(Actor.self(contact.id), group_id, home.id, season.key, words)
            if number != WAITING:
                service.say_yes(host, group_id, home.id, season.key)
        for agreement in reading.agreements_of(group_id):
            notices.withdraw(telling.ref_of(agreement))


def _load_done(demo: Any, house_id: int, zone: ZoneInfo) -> None:
    """Spread what was done evenly over the season so far, each through the services on its own day."""
    first = from_wall(Season.of(demo.today).first, time(0), zone)
    so_far = from_wall(demo.today, time(7), zone) - first
    helpers = demo.random.sample(demo.people, len(DONE))
    for number, (title, minutes, takes, words) in enumerate(DONE):
        moment = (first + so_far * (number / len(DONE))).replace(microsecond=0)
        helper = demo.actor(helpers[number])
        with at(moment):
            task = tasks.add_task(Actor.job(), house_id, TaskValues(title=title, minutes=minutes, takes=takes))
            promise = promising.promise_task(helper, task)
            promising.mark_done(helper, promise)
            drawing = thanking.COFFEE if number in DRAWN else ""
            thanking.thank(demo.actor(helpers[number - 1]), promise, words, drawing)
            _tell_long_ago(helper, number in SHOWN)


def _load_stories(demo: Any, house_id: int) -> None:
    for days, title, words in TOLD:
        values = StoryValues(title=title, words=words, day=demo.today - timedelta(days=days))
        add_story(demo.actor("Toos Kestelaar"), house_id, values)


def _tell_long_ago(helper: Actor, shown: bool) -> None:
    """The mail about the newest thanks went out on its own day; the helper may have said yes to showing them."""
    newest = sa.select(Thanks.public_id).where(Thanks.to_person_id == helper.subject).order_by(Thanks.id.desc())
    key = db.session.scalars(newest.limit(1)).one()
    notices.withdraw(Ref("contributions", "thanks", key))
    if shown:
        thanking.share(helper, key)


def _load_open(demo: Any, house_id: int, zone: ZoneInfo) -> None:
    """Four tasks where hands are still wanted, with some neighbours who said yes already."""

    def on(weekday: int, clock: str) -> datetime:
        return from_wall(_next(demo.today, weekday), time.fromisoformat(clock), zone)

    asked = (
        (
            TaskValues(title="Koken voor de eettafel", minutes=90, places=4, starts=on(2, "15:30")),
            2,
        ),
        (TaskValues(title="Stoelen klaarzetten voor het koor", minutes=20, places=2, starts=on(3, "18:30")), 1),
        (TaskValues(title="Tuinhek verven", minutes=120, places=3, starts=on(5, "10:30")), 2),
        (TaskValues(title="Voorraadlijst van de keuken nalopen", minutes=20, takes=("seated",)), 0),
    )
    for values, promised in asked:
        task = tasks.add_task(Actor.job(), house_id, values)
        for name in demo.random.sample(demo.people, promised):
            promising.promise_task(demo.actor(name), task)


def _load_rota(demo: Any, house_id: int) -> None:
    """Coffee on Tuesdays: one neighbour each time, two who can be asked, and some single dates."""
    first = _next(demo.today, 1)
    values = RotaValues(
        task=TaskValues(title="Koffie schenken bij de inloop", minutes=120, places=3, takes=("together",)),
        repeat=Repeat.weekly(1, until=first + timedelta(weeks=26)),
        first=first,
        start=time(9, 30),
        newcomers=1,
    )
    rota = planning.begin(demo.actor("Toos Kestelaar"), house_id, values)
    always, *others = (demo.actor(name) for name in demo.random.sample(demo.people, 4))
    answering.keep_place(always, rota)
    for actor in others[:2]:
        answering.stand_in(actor, rota)
    for number, one in enumerate(planning.dates_to_come(planning.rota_with(rota))[:4]):
        promising.promise_task(others[number % 3], one.task.public_id)


def _load_work_day(demo: Any, house_id: int, zone: ZoneInfo) -> None:
    """The garden is made ready together, one Saturday in three weeks."""
    day, host = _next(demo.today, 5) + timedelta(weeks=2), demo.actor("Toos Kestelaar")
    starts, ends = (from_wall(day, time(hour), zone) for hour in (10, 15))
    values = DayValues(
        title="Samen de tuin in", words="Kom een uurtje, of de hele dag. Soep om half een.", starts=starts, ends=ends
    )
    key = workdays.plan_day(host, house_id, values)
    for title, minutes, places, takes, helpers in GARDEN:
        task = TaskValues(title=title, minutes=minutes, places=places, takes=takes)
        job = workdays.add_job(host, key, task)
        for name in demo.random.sample(demo.people, helpers):
            promising.promise_task(demo.actor(name), job)


def _next(today: date, weekday: int) -> date:
    """The first such weekday after today; 0 is Monday."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
