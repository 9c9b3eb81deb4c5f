"""A companion that does all that is due once, sends it, and writes down its memory and how many it asked.

`python bench/settled.py DATABASE API FILE`
"""

import asyncio
import gc
import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import full, program
from bot.app import Companion


async def main(database: Path, api: str, file: Path) -> None:
    companion = Companion(program.settings(database, api), full.FastClock(full.noon(), 1.0))
    await companion.start()
    gc.freeze()
    await companion.settle()
    resident = program.resident_megabytes(os.getpid())
    await companion.stop()
    file.write_text(json.dumps({"resident": resident, "asked": full.asked(database)}), encoding="utf-8")


asyncio.run(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
