"""The companion as it runs, which on SIGUSR1 writes down the third-party modules it has loaded, for the floor of starting."""

import json
import os
import signal
import sys
from pathlib import Path


def tell(_signal, _frame):
    found = [
        name for name, each in list(sys.modules.items()) if "site-packages" in (getattr(each, "__file__", "") or "")
    ]
    Path(os.environ["TELL"]).write_text(json.dumps(sorted(found)), encoding="utf-8")


signal.signal(signal.SIGUSR1, tell)
sys.argv = ["companion", "run"]

from bot.cli import main  # noqa: E402

main()
