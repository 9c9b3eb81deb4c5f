"""What the documents say is so: settings, scopes, commands, links, paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomli
from typer.main import get_command

from bot.cli import app
from bot.config import Settings
from bot.scenes.library import names
from handlers.slack.commands import COMMANDS
from handlers.slack.manifest import SCOPES

ROOT = Path(__file__).parents[1]
FOLDERS = ("bot", "handlers", "prompts", "storage", "playground", "simulator", "bench", "docs", "tests", ".ci")
BINARY = {".png", ".woff2", ".pyc", ".db"}
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROSE = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
CODE = re.compile(r"```[a-z]*\n(.*?)```|`([^`\n]+)`", re.S)


def code() -> list[str]:
    """Every line of code in the documents, in blocks and in sentences."""
    return [line.strip() for block, span in CODE.findall(PROSE) for line in (block or span).splitlines()]


def table(heading: str) -> dict[str, list[str]]:
    """The first table of the README whose first column is called so: its rows by their first cell."""
    block = README.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()[2:]]
    return {row[0].strip("`"): row[1:] for row in rows}


def ours() -> Iterator[Path]:
    """The project's own text files: what a clone has, and nothing that running it leaves behind."""
    left_behind = {"node_modules", "__pycache__", ".git", ".env"}
    files = [*ROOT.glob("*"), *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))]
    for path in files:
        if path.is_file() and not left_behind & set(path.parts) and path.suffix not in BINARY:
            yield path


def test_the_table_of_settings_is_the_settings_there_are():
    documented = table("setting")
    assert set(documented) == {name.upper() for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        if field.default not in (None, ()):
            assert f"`{field.default}`" in documented[name.upper()][-1]


def test_the_example_of_settings_names_each():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#?([A-Z_]+)=", example, re.M)) == {name.upper() for name in Settings.model_fields}


def test_each_scope_stands_in_the_readme_with_its_reason():
    assert {scope: cells[0] for scope, cells in table("scope").items()} == SCOPES


def test_every_sub_command_is_documented():
    typed = set(code())
    for name, words in COMMANDS.items():
        for word in words:
            wanted = f"{name} {word}".strip()
            assert any(line == wanted or line.startswith(f"{wanted} ") for line in typed), wanted


def test_every_command_in_the_documents_exists():
    typed = [line for line in code() if line.startswith("/mentor")]
    assert len(typed) > 20
    for line in typed:
        name, *words = line.split()
        known = COMMANDS[name]
        assert not words or words[0] in known or " ".join(words[:2]) in known, line


def test_every_companion_command_in_the_documents_exists_and_each_is_named():
    there = set(get_command(app).commands)  # type: ignore[attr-defined]
    named = {found for line in code() for found in re.findall(r"(?:^|/)companion ([a-z]+)", line)}
    assert named == there


def test_every_make_target_in_the_documents_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = {found for line in code() for found in re.findall(r"^make ([a-z]+)", line)}
    assert {"run", "test", "check"} <= named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("https://", "http://")):
            continue
        path, _, anchor = target.partition("#")
        aim = (page.parent / path).resolve() if path else page
        assert aim.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", aim.read_text(encoding="utf-8"), re.M)
            assert anchor in {re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings}, target


def test_every_path_named_in_the_documents_exists():
    named = {line for line in code() if re.fullmatch(rf"(?:{'|'.join(FOLDERS)})/[\w./-]+", line)}
    assert len(named) > 20
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_decision_is_listed():
    folder = ROOT / "docs" / "decisions"
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8")))
    assert listed == {page.name for page in folder.glob("*.md")} - {"README.md"}


def test_every_direct_dependency_is_explained():
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(each for many in project["optional-dependencies"].values() for each in many)]
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert [each for each in wanted if f"`{re.split('[<>=]', each)[0]}`" not in page] == []


def test_the_pictures_are_small_enough_to_keep():
    pictures = list((ROOT / "docs").glob("*.png"))
    scenes = {f"scene-{name}.png" for name in names()}
    assert {picture.name for picture in pictures} == {"playground.png", "playground-phone.png"} | scenes
    assert all(20_000 < picture.stat().st_size < 300_000 for picture in pictures)


def test_nothing_is_left_to_do_and_nothing_tells_of_the_machine_it_was_written_on():
    unwanted = re.compile(
        r"\bTO" + r"DO\b|\bFIX" + r"ME\b|coming" + r" soon|(?<![\w.~])/(?:work|root|home)/|/opt/(?:py" + r"pi|wheels)"
        r"|py" + r"pi\.org|python" + r"hosted|npm" + r"js\.(?:org|com)"
    )
    found = {
        str(path.relative_to(ROOT)): hit.group()
        for path in ours()
        if (hit := unwanted.search(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def told_by_operators(heading: str) -> list[str]:
    """The code in the first column of the table below this heading of the operators' page, up to its first ellipsis."""
    page = (ROOT / "docs" / "operators" / "README.md").read_text(encoding="utf-8")
    section = page.split(f"## {heading}", 1)[1].split("\n## ", 1)[0]
    return [re.split(r"…|\(", found)[0].strip(" :") for found in re.findall(r"^\| `([^`]+)`", section, re.M)]


def test_no_two_versions_of_a_text_stand_side_by_side():
    marks = ("<" * 7 + " ", ">" * 7 + " ")
    for path in ours():
        lines = path.read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if line.startswith(marks)], path


def test_every_log_line_that_is_explained_is_written():
    source = "\n".join(path.read_text(encoding="utf-8") for path in ours() if path.suffix == ".py")
    written = set(re.findall(r'\blog\.(?:warning|error|exception)\(\s*"([^"]+)"', source))
    explained = told_by_operators("Logs")
    assert len(explained) >= 4
    assert set(explained) <= written


def test_everything_that_check_says_and_is_explained_is_said():
    files = [*(ROOT / "bot").glob("check*.py"), *(ROOT / "storage").glob("*.py")]
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    explained = told_by_operators("When `companion check` says …")
    assert len(explained) >= 10
    assert [phrase for phrase in explained if phrase not in source] == []
