"""`scripts/messages.py`: what it gathers, and what it finds wrong."""

from pathlib import Path

import pytest

from scripts import messages

PYTHON = """
from flask_babel import gettext as _, lazy_gettext as _l, ngettext
_("Hello %(name)s")
_l("Tea")
ngettext("%(num)s cup", "%(num)s cups", 2)
"""
TEMPLATE = """
<p>{{ _("Welcome") }}</p>
{% trans %}
  Come
  in
{% endtrans %}
"""
GOOD: dict[messages.Words, str | tuple[str, ...]] = {
    "Come in": "Kom binnen",
    "Hello %(name)s": "Dag %(name)s",
    "Tea": "Thee",
    "Welcome": "Welkom",
    ("%(num)s cup", "%(num)s cups"): ("één kopje", "%(num)s kopjes"),
}


@pytest.fixture
def tea(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A small house of which one plugin has words."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    folder = tmp_path / "plugins" / "tea"
    (folder / "templates" / "tea").mkdir(parents=True)
    (folder / "__init__.py").write_text(PYTHON)
    (folder / "templates" / "tea" / "index.html").write_text(TEMPLATE)
    return folder


def translate(folder: Path, words: dict[messages.Words, str | tuple[str, ...]]) -> None:
    """Extract, with these translations known."""
    messages.update(folder, dict(words))


def found(folder: Path) -> list[str]:
    return sorted(messages.check([folder]))


def test_words_of_python_and_templates_are_gathered(tea: Path) -> None:
    assert set(messages.words_of(tea)) == set(GOOD)


def test_complete_catalogue_has_nothing_wrong(tea: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translate(tea, GOOD)
    assert found(tea) == []
    assert messages.main(["check"]) == 0
    assert "Every word is there" in capsys.readouterr().out


def test_catalogue_holds_no_dates_and_no_line_numbers(tea: Path) -> None:
    translate(tea, GOOD)
    text = messages.catalogue_of(tea).read_text()
    assert "Date" not in text
    assert "#:" not in text


def test_gathering_again_changes_nothing(tea: Path) -> None:
    translate(tea, GOOD)
    before = messages.catalogue_of(tea).read_text()
    messages.extract([tea])
    assert messages.catalogue_of(tea).read_text() == before


def test_word_that_moved_to_another_folder_keeps_its_dutch(tea: Path) -> None:
    translate(tea, GOOD)
    area = tea.parent.parent / "app" / "kitchen"
    area.mkdir(parents=True)
    (area / "__init__.py").write_text('_("Tea")')
    messages.extract([area])
    assert messages.messages(messages.read(area))["Tea"].string == "Thee"


def test_catalogue_of_a_folder_without_words_goes(tea: Path) -> None:
    translate(tea, GOOD)
    (tea / "__init__.py").write_text("")
    (tea / "templates" / "tea" / "index.html").write_text("")
    messages.extract([tea])
    assert not messages.catalogue_of(tea).exists()


def test_missing_word_is_found(tea: Path) -> None:
    translate(tea, GOOD)
    (tea / "__init__.py").write_text(PYTHON + '_("Milk")')
    assert found(tea) == ["plugins/tea: not in messages.po: 'Milk'"]


def test_word_that_is_not_used_any_more_is_found(tea: Path) -> None:
    translate(tea, GOOD)
    (tea / "__init__.py").write_text(PYTHON.replace('_l("Tea")', ""))
    assert found(tea) == ["plugins/tea: not used any more: 'Tea'"]


@pytest.mark.parametrize(
    ("msgid", "dutch", "problem"),
    [
        ("Tea", "", "no Dutch"),
        (("%(num)s cup", "%(num)s cups"), ("één kopje", ""), "no Dutch"),
        ("Hello %(name)s", "Dag %(naam)s", "other placeholders in the Dutch"),
        ("Hello %(name)s", "Dag", "other placeholders in the Dutch"),
        ("Tea", "100% thee", "a single % (write %%)"),
        ("Tea", "Een klant", "'klant' never stands on screen"),
        ("Tea", "Zijn dossiers", "'dossiers' never stands on screen"),
    ],
)
def test_wrong_translation_is_found(
    tea: Path, msgid: messages.Words, dutch: str | tuple[str, ...], problem: str
) -> None:
    translate(tea, {**GOOD, msgid: dutch})
    assert found(tea) == [f"plugins/tea: {problem}: {messages.shown(msgid)}"]


def test_word_that_only_begins_like_a_forbidden_one_may_stand(tea: Path) -> None:
    translate(tea, {**GOOD, "Tea": "Scorebord, 100%% thee"})
    assert found(tea) == []


def test_fuzzy_translation_is_found(tea: Path) -> None:
    translate(tea, GOOD)
    path = messages.catalogue_of(tea)
    path.write_text(path.read_text().replace('msgid "Tea"', '#, fuzzy\nmsgid "Tea"'))
    assert found(tea) == ["plugins/tea: fuzzy: 'Tea'"]


def test_two_translations_of_one_word_are_found(tea: Path) -> None:
    translate(tea, GOOD)
    other = tea.parent / "kettle"
    other.mkdir()
    (other / "__init__.py").write_text('_("Tea")')
    translate(other, {"Tea": "Een kopje thee"})
    assert messages.main(["check"]) == 1
    assert len([line for line in messages.check([]) if "two translations of 'Tea'" in line]) == 1


def test_unknown_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.main([]) == 2
    assert "extract" in capsys.readouterr().out
