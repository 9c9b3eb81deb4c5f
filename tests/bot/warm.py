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
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).parents[2]
PRELOADED = ("bot.check", "bot.explaining", "bot.play", "bot.previewing", "bot.running", "handlers.slack.manifest")


def run(folder: Path, words: tuple[str, ...], settings: dict[str, str], *, within: float = 60) -> tuple[int, str, str]:
    """Run `companion WORDS` to its end, in a folder, with these environment variables: its exit code, stdout, stderr."""
    out, err = folder / ".said.out", folder / ".said.err"
    order = {"cwd": str(folder), "environ": settings, "words": words, "out": str(out), "err": str(err)}
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(json.dumps([order, within]) + "\n")
    server.stdin.flush()
    code = int(server.stdout.readline())
    said = out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")
    out.unlink()
    err.unlink()
    return code, *said


@cache
def _server() -> subprocess.Popen[str]:
    """Ends with the process that asked for it: its input is closed then."""
    server = subprocess.Popen(
        [sys.executable, __file__],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(server.communicate)
    return server


def serve() -> None:
    """Fork for each line that comes, wait, and answer with the exit code."""
    import signal
    from importlib import import_module

    for name in PRELOADED:
        import_module(name)
    gc.freeze()  # else each child, at its end, copies and looks through all that was imported: four fifths of its time
    for line in sys.stdin:
        order, within = json.loads(line)
        child = os.fork()
        if not child:
            signal.alarm(int(within))
            _become(order)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _become(order: dict[str, object]) -> NoReturn:
    """In the child: be that command, and end as a process ends (a database is only closed so)."""
    from bot.cli import main

    for number, name in enumerate((os.devnull, order["out"], order["err"])):
        opened = os.open(str(name), os.O_RDONLY if not number else os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(opened, number)
    os.chdir(str(order["cwd"]))
    os.environ.clear()
    os.environ.update(order["environ"])  # type: ignore[call-overload]
    sys.argv = ["companion", *order["words"]]  # type: ignore[misc]
    main()
    sys.exit()


if __name__ == "__main__":
    serve()
