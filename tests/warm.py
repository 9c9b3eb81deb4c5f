"""The `companion` command in processes that need not import everything anew: each is forked from one that has done so.

An ordinary start takes a second and a half of processor time, nearly all of it imports. What a command reads and writes (its folder,
its settings, its arguments, what it prints, its exit code) is that of a process of its own. That a fresh process starts is
shown by those tests that use `processes.start`.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NoReturn, TextIO

ROOT = Path(__file__).parents[1]
PRELOADED = (
    "alembic.command",
    "alembic.context",
    "bot.check",
    "bot.explaining",
    "bot.play",
    "bot.previewing",
    "bot.running",
    "handlers.slack.manifest",
    "simulator.running",
)


def run(folder: Path, words: tuple[str, ...], settings: dict[str, str], *, within: float = 60) -> tuple[int, str, str]:
    """Run `companion WORDS` to its end, in a folder, with these environment variables: its exit code, stdout, stderr."""
    out, err = folder / ".said.out", folder / ".said.err"
    pid = _asked("start", _order(folder, words, settings, out, err), within=within)
    code = _asked("wait", pid)
    said = out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")
    out.unlink()
    err.unlink()
    return code, *said


def start(folder: Path, words: tuple[str, ...], settings: dict[str, str], said: Path) -> int:
    """Begin `companion WORDS` in a folder; what it says goes to a file. Returns the number of its process, which may be killed."""
    return _asked("start", _order(folder, words, settings, said, said))


def ended(process: int) -> int:
    """Wait for its end: its exit code, below 0 where a signal ended it."""
    return _asked("wait", process)


@contextmanager
def running(folder: Path, words: tuple[str, ...], settings: dict[str, str]) -> Iterator[TextIO]:
    """`companion WORDS` for as long as it is needed, then told to stop as by Ctrl+C: what it prints, as it comes."""
    said = folder / ".said"
    os.mkfifo(said)
    pid = _asked("start", _order(folder, words, settings, said, said))
    try:
        with said.open(encoding="utf-8") as lines:
            yield lines
    finally:
        _asked("interrupt", pid)
        _asked("wait", pid)
        said.unlink()


def _order(folder: Path, words: tuple[str, ...], settings: dict[str, str], out: Path, err: Path) -> dict[str, Any]:
    return {"cwd": str(folder), "environ": settings, "words": words, "out": str(out), "err": str(err)}


def _asked(what: str, of: Any, *, within: float = 0) -> int:
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(json.dumps([what, of, within]) + "\n")
    server.stdin.flush()
    return int(server.stdout.readline())


@cache
def _server() -> subprocess.Popen[str]:
    """Ends with the process that asked for it: its input is closed then."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.warm"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(server.communicate)
    return server


def serve() -> None:
    """Do what each line asks for: fork a command and tell its number, tell it to stop, wait for its end and tell its code."""
    from importlib import import_module

    for name in PRELOADED:
        import_module(name)
    gc.freeze()  # else each child, at its end, copies and looks through all that was imported: four fifths of its time
    for line in sys.stdin:
        what, of, within = json.loads(line)
        answer = 0
        if what == "start":
            answer = os.fork()
            if not answer:
                signal.alarm(int(within))
                _become(of)
        elif what == "interrupt":
            os.kill(of, signal.SIGINT)
        else:
            answer = os.waitstatus_to_exitcode(os.waitpid(of, 0)[1])
        print(answer, flush=True)


def _become(order: dict[str, Any]) -> NoReturn:
    """In the child: be that command, and end as a process ends (a database is only closed so)."""
    from bot.cli import main

    _open_as(os.devnull, os.O_RDONLY, 0)
    _open_as(order["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 1)
    if order["err"] == order["out"]:
        os.dup2(1, 2)
    else:
        _open_as(order["err"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 2)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["environ"])
    sys.argv = ["companion", *order["words"]]
    main()
    sys.exit()


def _open_as(name: str, how: int, number: int) -> None:
    opened = os.open(name, how, 0o600)
    os.dup2(opened, number)
    os.close(opened)


if __name__ == "__main__":
    serve()
