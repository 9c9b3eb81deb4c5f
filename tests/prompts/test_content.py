"""An organisation's own words: laid over ours entry by entry, or refused whole with all that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.mentoring.people import Role
from handlers.slack.show import Message
from handlers.slack.views.wording import Wording
from prompts.content import built_in, words
from prompts.library import Library, WrongTexts, room_of
from tests.block_linter import lint
from tests.handlers.test_views import MODULES, samples_of

NEW = """
[questions.ours-first-shift]
text = "What surprised you on your first shift?"
stages = ["N3"]
roles = ["mentee"]
answered = "words"
evidence = "bearings"
sources = ["N3"]
shared = true
"""


def laid(folder: Path, **files: str) -> Path:
    """A folder of own words; the names stand for the paths below it."""
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path) -> list[str]:
    with pytest.raises(WrongTexts) as refused:
        words(folder)
    return str(refused.value).splitlines()


def test_without_a_folder_there_is_what_comes_with_the_companion():
    assert words(None) is built_in()


def test_single_entries_are_changed_and_added_and_everything_else_stays(tmp_path):
    own = words(
        laid(
            tmp_path,
            en__check_ins__ours=NEW + '[questions.s1-easy-to-say]\ntext = "How easy was it to say what you need?"\n',
            en__tips='[tips.small-note]\ntext = "Send one line when something reminds you of a talk you had."\n',
            en__agendas='[first]\ntitle = "The first hour"\n',
            models__four_stage='[[steps]]\nid = "S1"\nname = "Arriving"\n[[steps]]\nid = "S2"\nweeks = { 6 = 12, 9 = 19, 12 = 26 }\n',
        )
    )
    ours = built_in()
    asked, before = own.content.questions.by_id, ours.content.questions.by_id
    assert asked.keys() - before.keys() == {"ours-first-shift"}
    assert asked["s1-easy-to-say"].text == "How easy was it to say what you need?"
    assert asked["s1-easy-to-say"].options == before["s1-easy-to-say"].options
    assert {id for id in before if asked[id] != before[id]} == {"s1-easy-to-say"}
    assert [a.id for a, b in zip(own.content.tips, ours.content.tips, strict=True) if a != b] == ["small-note"]
    changed = {key for key in list(ours.library.keys()) if own.library.template(key) != ours.library.template(key)}
    assert changed == {"agendas.first.title", "process.S1.name"}
    assert own.content.models["four_stage"].step("S1").task == ours.content.models["four_stage"].step("S1").task


def test_a_question_can_be_put_away(tmp_path):
    own = words(laid(tmp_path, en__check_ins__ours="[questions.s1-easy-to-say]\nstages = []\n")).content.questions
    asked = {each.id for alike in own.asked_in("S1", Role.MENTEE) for each in alike.questions}
    assert "s1-easy-to-say" not in asked
    assert "s1-easy-to-say" in own.by_id


def test_single_questions_and_tips_are_switched_off_and_on_again(tmp_path):
    off = laid(
        tmp_path / "off",
        en__check_ins__ours="[questions.s1-easy-to-say]\noff = true\n",
        en__tips="[tips.small-note]\noff = true\n",
    )
    own, ours = words(off).content, built_in().content
    assert own.questions.by_id["s1-easy-to-say"].stages == frozenset()
    assert [each.id for each in ours.tips if each not in own.tips] == ["small-note"]
    on = laid(
        tmp_path / "on",
        en__check_ins__ours="[questions.s1-easy-to-say]\noff = false\n",
        en__tips="[tips.small-note]\noff = false\n",
    )
    assert words(on).content.tips == ours.tips
    assert words(on).content.questions.by_id == ours.questions.by_id


def test_of_each_function_of_a_condition_two_tips_are_left(tmp_path):
    heard = [each.id for each in built_in().content.tips if each.function == "listening"]
    kept_two = "".join(f"[tips.{id}]\noff = true\n" for id in heard[2:])
    assert (
        len(words(laid(tmp_path / "two", en__tips=kept_two)).content.tips)
        == len(built_in().content.tips) - len(heard) + 2
    )
    kept_one = "".join(f"[tips.{id}]\noff = true\n" for id in heard[1:])
    assert faults(laid(tmp_path / "one", en__tips=kept_one)) == [
        "en/tips.toml: C.support, listening: at least 2 tips have to be left, not 1"
    ]


def test_what_is_switched_off_has_to_be_there_and_off_is_true_or_false(tmp_path):
    wrong = laid(
        tmp_path,
        en__tips='[tips.smal-note]\noff = true\n[tips.small-note]\noff = "yes"\n',
        en__check_ins__ours="[questions.s1-easy-to-say]\noff = 1\n",
    )
    told = faults(wrong)
    assert "en/check_ins/ours.toml: s1-easy-to-say: off: true or false" in told[0]
    assert "en/tips.toml: smal-note: there is no such tip; is it small-note?" in told
    assert "en/tips.toml: small-note: off: true or false" in told
    assert len(told) == 3


def test_a_stage_is_never_left_without_questions(tmp_path):
    away = [each.id for each in built_in().content.questions.by_id.values() if "N4" in each.stages]
    text = "".join(f"[questions.{id}]\nstages = []\n" for id in away)
    assert faults(laid(tmp_path, en__check_ins__ours=text)) == [
        f"en/check_ins: N4, {role}: at least 3 questions have to be left that every pair can be asked, not 0"
        for role in ("mentor", "mentee")
    ]


def test_a_wrong_folder_is_refused_whole_with_every_fault_by_file_and_entry(tmp_path):
    laid(
        tmp_path,
        en__check_ins__ours=NEW.replace("What surprised", "very " * 30 + "What surprised")
        + '[questions.s1-easy-to-say]\nmood = 1\n[questions.other]\ntext = "Why?"\n[answers]\n',
        en__check_ins__broken="[questions",
        en__tips='[tips.small-note]\ntext = "Hm"\n[tips.one-introduction]\nmood = 1\n[functions]\n',
        en__agendas='[first]\ntitel = "One"\ntitle = "A title that is far too long for a form"\nlead = 3\n'
        '[M1.goals]\ntitle = "Where to {go}"\n',
        en__home='[nothing]\nhere = "x"\n',
        en__closing='title = "x"\n',
        models__nine_step='[[steps]]\nid = "N10"\n[[steps]]\nid = "N1"\nsources = []\n',
        models__thresholds="quiet = 3\n",
        fr__tips="",
    )
    (tmp_path / "en" / "stages.toml").write_bytes('title = "Caf\u00e9"'.encode("latin-1"))
    (tmp_path / "en" / "tips.toml.txt").write_text("kept as a note", encoding="utf-8")
    (tmp_path / "en" / "pairing.tml").write_text("", encoding="utf-8")
    (tmp_path / "en" / "signals.toml").symlink_to(tmp_path / "nowhere")
    assert [": ".join(each.split(": ")[:3]).split("; in en")[0] for each in faults(tmp_path)] == [
        "en/closing.toml: there is no such file",
        "en/pairing.tml: no .toml file, so it would not be read",
        "en/signals.toml: it can't be read: No such file or directory",
        "en/stages.toml: it can't be read; save it as plain text in UTF-8",
        "en/tips.toml.txt: no .toml file, so it would not be read",
        "en/check_ins/broken.toml: Expected ']' at the end of a table declaration (at end of document)",
        "fr/tips.toml: it would not be read there; files go into en/check_ins, en or models",
        "models/thresholds.toml: thresholds have a setting of their own, COMPANION_THRESHOLDS",
        "models/nine_step.toml: N10: id",
        "models/nine_step.toml: N1: sources",
        "en/check_ins/ours.toml: answers is not known",
        "en/check_ins/ours.toml: ours-first-shift: text",
        "en/check_ins/ours.toml: s1-easy-to-say: mood is not known",
        *(
            f"en/check_ins/ours.toml: other: {name} is missing"
            for name in ("answered", "evidence", "roles", "shared", "sources", "stages")
        ),
        "en/tips.toml: functions is not known",
        "en/tips.toml: one-introduction: mood is not known",
        "en/tips.toml: small-note: text",
        "en/agendas.toml: first.lead: a text in quotes, with something in it",
        "en/agendas.toml: first.titel: there is no such text; is it first.title?",
        "en/agendas.toml: first.title: at most 24 characters, not 39",
        "en/agendas.toml: M1.goals.title: {mentee} is missing",
        "en/agendas.toml: M1.goals.title: {go} is no place of this text",
        "en/home.toml: nothing.here: there is no such text",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('lead = "Welcome, {mentee}."', "first.lead: {mentee} is no place of this text"),
        ('lead = "Welcome, {}."', "first.lead: {} is no place of this text"),
        ('after = "{names} and {names:d}"', "first.after: {names:d} is no place of this text"),
        ('after = "{names} and {names!x}"', "first.after: {names!x} is no place of this text"),
        ('after = "You tick the same list."', "first.after: {names} is missing"),
        (
            'after = "{names"',
            "first.after: a brace that is not closed or not opened; one that is meant is written twice",
        ),
        ('title = "A title that is far too long for a form"', "first.title: at most 24 characters, not 39"),
        ('lead = ""', "first.lead: a text in quotes, with something in it"),
    ],
)
def test_what_keeps_a_text_from_standing_where_ours_stands_is_told(tmp_path, text, said):
    assert faults(laid(tmp_path, en__agendas=f"[first]\n{text}\n")) == [f"en/agendas.toml: {said}"]


def test_no_text_of_ones_own_pings_or_links(tmp_path):
    laid(
        tmp_path,
        en__tips='[tips.small-note]\ntext = "Send <!channel> a line when you are reminded of a talk."\n',
        models__four_stage='[[steps]]\nid = "S1"\nname = "<Arriving>"\n',
    )
    assert [each.partition(": <")[0] for each in faults(tmp_path)] == [
        "en/tips.toml: tips.small-note.text",
        "models/four_stage.toml: steps.name",
    ]


def test_texts_that_fill_the_room_they_have_fit_wherever_they_stand():
    library, found = built_in().library, []
    filled = {
        key: text if key.startswith("process.") else _filled(text)
        for key, text in ((key, library.template(key)) for key in list(library.keys()))
    }
    say = Wording(Library(filled))
    for module in MODULES:
        for name, samples in samples_of(module).items():
            built = samples[0](say)
            is_message = isinstance(built, Message)
            payload = {"text": built.text, "blocks": list(built.blocks)} if is_message else built
            surface = "message" if is_message else built["type"]
            found += [(module, name, fault) for fault in lint(surface, payload, emoji=9, words=10**6, voice=False)]
    assert found == []


def _filled(text: str) -> str:
    """As long as an own text may be there; a sign that formats stays the last."""
    end = text[-1] if text[-1] in "*_" else ""
    room = room_of(text) - len(text)
    return text.removesuffix(end) + (" wwwwwww" * 400)[:room].rstrip() + end


def test_what_is_no_folder_of_words_is_told(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    assert faults(tmp_path / "nowhere") == [f"{tmp_path}/nowhere: there is no such folder"]
    assert faults(tmp_path / "file") == [f"{tmp_path}/file: it is no folder"]
    assert faults(tmp_path / "empty") == [f"{tmp_path}/empty: there is no file in it, as en/check_ins/ours.toml"]


def test_a_file_saved_with_a_mark_of_its_encoding_is_read(tmp_path):
    folder = laid(tmp_path, en__agendas="")
    (folder / "en" / "agendas.toml").write_text('[first]\r\ntitle = "One"\r\n', encoding="utf-8-sig")
    assert words(folder).library.text("agendas.first.title") == "One"
