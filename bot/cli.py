"""The `companion` command. Each command imports what it needs when it runs, so that `--help` answers at once."""

from __future__ import annotations

import asyncio
import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.scenes.option import WithScene

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.scenes.library import Scene

AHEAD = timedelta(days=366)
"""How far ahead a preview looks at the most."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The companion walks beside mentoring pairs in the chat they already use.",
)


def main() -> None:
    """Entry point of the `companion` script."""
    app()


@contextmanager
def _in_a_sentence(*kinds: type[Exception], code: int = 2) -> Iterator[None]:
    """What keeps a command from doing its work is said in a sentence, with this exit code, and never as a traceback."""
    try:
        yield
    except kinds as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(code) from wrong


def _refused(sentence: str) -> typer.Exit:
    """Say why what was asked for cannot be done; to be raised."""
    typer.echo(sentence, err=True)
    return typer.Exit(2)


def _settings(*, quiet: bool = True) -> Settings:
    """Settings that can be used; otherwise one line for each that cannot, and exit 2. Logging is set up too."""
    from bot.config import WrongSettings, read
    from bot.logs import configure

    configure(quiet=quiet)
    try:
        return read()
    except WrongSettings as wrong:
        for line in wrong.lines:
            typer.echo(line, err=True)
        raise typer.Exit(2) from wrong


@app.command()
def run() -> None:
    """Start: on Slack when its tokens are set, otherwise in the playground."""
    gc.disable()  # what starting makes stays; looking through it again and again would take a third of our own part
    from bot.lock import AlreadyRunning

    settings = _settings(quiet=False)
    if settings.mode == "play":
        typer.echo("No SLACK_BOT_TOKEN is set, so this is the playground. `companion check` tells what Slack needs.")
        gc.enable()
        _play(settings)
        return
    from bot.running import CannotStart
    from bot.running import run as run_on_slack
    from storage.faults import WrongDatabase

    with _in_a_sentence(WrongDatabase, AlreadyRunning, CannotStart):
        asyncio.run(run_on_slack(settings))


@app.command(cls=WithScene)
def play(
    port: Annotated[
        int | None,
        typer.Option(
            min=0, max=65535, help="Where the page is served (0: a free port); PORT, or 3000, where not given."
        ),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="TIME",
            help="The calendar's first moment, like 2026-11-16T08:30; a scene opens on the Monday of that week.",
        ),
    ] = None,
    scene: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Open in the middle of a pair's life; without a name: list the scenes."),
    ] = None,
) -> None:
    """Start the playground: a local workspace in the browser, with everything in it made up."""
    from bot.scenes.library import NoScene
    from bot.scenes.library import scene as named

    with _in_a_sentence(NoScene):
        chosen = None if scene is None else named(scene)
    _play(_settings(), port, start, chosen)


def _play(settings: Settings, port: int | None = None, start: str | None = None, scene: Scene | None = None) -> None:
    from bot.play import play as open_playground

    begin = None if start is None else _moment(start)
    if begin is not None and not 2000 <= begin.year < 2100:
        raise _refused("The calendar can begin between 2000 and 2099.")
    at = settings.port if port is None else port
    try:
        asyncio.run(
            open_playground(
                host=settings.host,
                port=at,
                begin=begin,
                tell=typer.echo,
                scene=scene,
                prompts=settings.companion_prompts,
            )
        )
    except KeyboardInterrupt:
        typer.echo("\nClosed. Nothing of it was kept.")
    except OSError as error:
        why = f"The page can't be served: {error.strerror}. Choose another port with --port or PORT."
        raise _refused(why) from error


@app.command()
def upgrade() -> None:
    """Bring the database to the newest version, while the companion is stopped."""
    from bot.lock import AlreadyRunning, OneProcess
    from storage.dialect import engine_for
    from storage.faults import WrongDatabase, in_words
    from storage.schema import HEAD
    from storage.schema import upgrade as upgrade_database

    url = _settings().database_url
    with _in_a_sentence(WrongDatabase, AlreadyRunning), OneProcess(url), in_words(url):
        upgrade_database(engine_for(url))
    typer.echo(f"The database is at version {HEAD}.")


@app.command()
def check(
    send_test: Annotated[
        str | None, typer.Option(metavar="U…", help="Also send one test message to this user id.")
    ] = None,
) -> None:
    """Say what is missing or wrong in settings, tokens, scopes, channel, database, and what to do about it."""
    from bot.check import check as look
    from bot.clock import Clock
    from bot.config import WrongSettings, read
    from bot.logs import configure

    configure(quiet=True)

    try:
        settings = read()
    except WrongSettings as wrong:
        for line in wrong.lines:
            typer.echo(f"to do  {line}")
        raise typer.Exit(2) from wrong
    findings = asyncio.run(look(settings, send_test=send_test, now=Clock().now()))
    for finding in findings:
        typer.echo(f"{'ok   ' if finding.fine else 'to do'}  {finding.sentence}")
    if not all(finding.fine for finding in findings):
        raise typer.Exit(1)


@app.command()
def preview(
    until: Annotated[str, typer.Option(metavar="TIME", help="For example 2026-12-01 or 2026-12-01T18:00 (UTC).")],
) -> None:
    """Show everything that would go out between now and then, to whom; nothing is sent, nothing is changed."""
    from rich.console import Console
    from rich.table import Table

    from bot.clock import Clock
    from bot.previewing import lines
    from storage.faults import WrongDatabase

    settings, end, now = _settings(), _moment(until), Clock().now()
    if end <= now:
        raise _refused("That moment has passed. Give a time to come, like 2026-12-01.")
    _check_ahead(end, now)
    table = Table("when (UTC)", "to", "what")
    with _in_a_sentence(WrongDatabase):
        found = asyncio.run(lines(settings, now=now, until=end))
    for line in found:
        table.add_row(f"{line.at:%a %d %b %Y %H:%M}", line.to, line.what)
    Console().print(table if found else "Nothing would go out until then.")


@app.command()
def content(
    preview: Annotated[
        str | None,
        typer.Option("--preview", metavar="ID", help="Show this question, tip, W.missed, first-meeting, S1 or text."),
    ] = None,
) -> None:
    """Count what there is to ask and to suggest, by stage, role and condition; or show one of it as it will look."""
    from bot import content, content_preview
    from prompts.content import words

    found = words(_settings().companion_prompts)
    with _in_a_sentence(content_preview.Unknown):
        for line in content.lines(found) if preview is None else content_preview.lines(found, preview):
            typer.echo(line)


@app.command()
def explain(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Whose: their user id, like U0123456789.")],
    at: Annotated[
        str | None, typer.Option(metavar="TIME", help="For example 2026-12-01T09:00 (UTC); now, where not given.")
    ] = None,
    private: Annotated[
        bool, typer.Option("--private", help="Also what rests on their answers: where they alone read it.")
    ] = False,
) -> None:
    """Say, for one person who asks, which stage is read, what was told, what would be asked next, and why."""
    from bot.clock import Clock
    from bot.explaining import CannotExplain, lines
    from storage.faults import WrongDatabase

    settings, now = _settings(), Clock().now()
    moment = now if at is None else _moment(at)
    _check_ahead(moment, now)
    with _in_a_sentence(WrongDatabase, CannotExplain):
        for line in asyncio.run(lines(settings, person, private=private, at=moment, now=now)):
            typer.echo(line)


@app.command()
def simulate(
    pairs: Annotated[int, typer.Option(min=1, max=100_000, help="How many pairs, for each seed.")] = 10,
    days: Annotated[float, typer.Option(min=0.1, max=3660, help="How many days each of them lives.")] = 30,
    seed: Annotated[
        list[str] | None,
        typer.Option(help="All chance comes from it; “fresh”, or not given: a new one. Can be repeated."),
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(metavar="SAFEGUARD", help="Leave this safeguard out, to see what it is for.")
    ] = None,
    steps: Annotated[bool, typer.Option("--steps", help="Print each step.")] = False,
) -> None:
    """Live through the lives of made-up pairs on a virtual clock, with crashes and failures, and look whether all holds."""
    import secrets
    from dataclasses import fields

    from bot.safeguards import Safeguards
    from simulator.running import simulate_all

    known = [field.name for field in fields(Safeguards)]
    for name in without or ():
        if name not in known:
            raise _refused(f"There is no safeguard {name!r}. There are: {', '.join(known)}.")
    violations = simulate_all(
        [secrets.token_hex(4) if each == "fresh" else each for each in seed or ["fresh"]],
        pairs=pairs,
        days=days,
        without=tuple(without or ()),
        say=typer.echo,
        trace=typer.echo if steps else None,
    )
    if violations:
        raise typer.Exit(1)


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="Where to write the copy; it must not exist yet.")]) -> None:
    """Write a checked copy of the database, while the companion runs."""
    from storage.backups import WrongBackup
    from storage.backups import backup as write
    from storage.dialect import engine_for
    from storage.faults import WrongDatabase, in_words

    url = _settings().database_url
    with _in_a_sentence(WrongBackup, code=1), _in_a_sentence(WrongDatabase), in_words(url):
        write(engine_for(url), file)
    typer.echo(f"{file} is written and checked.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `companion backup` wrote; it stays as it is.")],
) -> None:
    """Put a backup in the place of the database, while the companion is stopped; the old file is kept beside it."""
    from sqlalchemy.engine import make_url

    from bot.clock import Clock
    from bot.lock import AlreadyRunning, OneProcess
    from storage.backups import WrongBackup
    from storage.backups import restore as put_back
    from storage.faults import WrongDatabase
    from storage.schema import HEAD

    url = _settings().database_url
    database = Path(str(make_url(url).database))
    with _in_a_sentence(WrongBackup, code=1), _in_a_sentence(WrongDatabase, AlreadyRunning), OneProcess(url):
        aside = put_back(file, database, now=Clock().now())
    typer.echo(f"{database} now holds what {file} held, at version {HEAD}.")
    if aside is not None:
        typer.echo(f"What it held before is in {aside}. Delete that once all is well: it holds what people wrote.")


@app.command()
def manifest(
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="https://host for HTTP; without it: Socket Mode.")
    ] = None,
) -> None:
    """Print the Slack app manifest, to paste where Slack asks for it."""
    import yaml

    from handlers.slack.manifest import manifest as made

    if url is not None and not re.fullmatch(r"https://[^\s/?#]+/?", url):
        raise _refused("Give the host as Slack reaches it, like https://companion.example.org, without a path.")
    typer.echo(yaml.safe_dump(made(url and url.rstrip("/")), sort_keys=False, allow_unicode=True, width=110), nl=False)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise _refused(f"“{text}” is no time. Write it like 2026-12-01 or 2026-12-01T18:00.") from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _check_ahead(moment: datetime, now: datetime) -> None:
    if moment > now + AHEAD:
        raise _refused("That is more than a year ahead, by when people will have changed everything.")


if __name__ == "__main__":
    main()
