"""The floor of starting: imports the third-party modules named in a file, says that it is ready, and waits."""

import importlib
import json
import sys
import time
from pathlib import Path

for name in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
    importlib.import_module(name)
Path(sys.argv[2]).write_text("ready")
time.sleep(600)
