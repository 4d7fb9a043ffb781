"""House rules: everyone reads what was decided, when and why; hosts write down a new decision."""

from datetime import date
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import now, wall
from app.places import rules
from app.places.forms import ChoiceRuleForm, NumberRuleForm, rule_form
from app.places.models import House
from app.places.rights import HOST, may
from app.places.rules import Rule
from app.places.views.pages import HOUSE, SETTINGS, form_page, house_of, house_to_set, places
from app.plugins import RuleSpec
from app.refusals import NotFound
from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt


@places.get(HOUSE + "/rules")
@who(Who.EVERYONE)
def house_rules(slug: str) -> str:
    """Every rule in one plain sentence: since when, why, and what it was before."""
    house = house_of(slug)
    return render_template(
        "places/rules.html",
        house=house,
        rules=rules.rules(house.id),
        today=wall(now(), house.zone).date(),
        sentence=rules.sentence,
        anchor=rules.anchor,
        may_decide=may(current_actor(), house.id, HOST),
    )


@places.get(SETTINGS + "/rules/<key>")
@who(Who.HOST)
def rule_settings(slug: str, key: str) -> ResponseReturnValue:
    """A new decision about a rule."""
    house = house_to_set(slug, HOST)
    rule = _rule(house, key)
    form = _form(rule.spec, value=rule.value, since=wall(now(), house.zone).date())
    return _page(form, house, rule)


@places.post(SETTINGS + "/rules/<key>")
@who(Who.HOST)
def decide_rule(slug: str, key: str) -> ResponseReturnValue:
    """Write it down."""
    house = house_to_set(slug, HOST)
    rule = _rule(house, key)
    form = _form(rule.spec)
    if not attempt(form, lambda: _decide(house, rule.spec, form)):
        return _page(form, house, rule)
    say_done(_("The decision is written down."))
    return redirect(url_for(".house_rules", slug=slug, _anchor=rules.anchor(key)), 303)


def _decide(house: House, spec: RuleSpec, form: NumberRuleForm | ChoiceRuleForm) -> None:
    value = rules.read(spec, str(form.value.data))
    since = form.since.data or date.min  # the form asks for it
    rules.decide(current_actor(), house.id, spec.key, value, since, form.why.data or "")


def _rule(house: House, key: str) -> Rule:
    if key not in rules.specs():
        raise NotFound(_("There is no such rule."))
    return rules.rule(house.id, key)


def _form(spec: RuleSpec, **given: Any) -> NumberRuleForm | ChoiceRuleForm:
    values = [True, False] if spec.kind is bool else list(spec.choices)
    return rule_form(spec, {rules.stored(one): rules.words(spec, one) for one in values}, **given)


def _page(form: NumberRuleForm | ChoiceRuleForm, house: House, rule: Rule) -> ResponseReturnValue:
    return form_page(
        form,
        title=str(rule.spec.label),
        back=(url_for(".house_rules", slug=house.slug), _("House rules")),
        intro=_("Now: %(rule)s", rule=rule.sentence),
    )
