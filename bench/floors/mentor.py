"""The floor of `/mentor`: a bare AsyncApp that fetches the same rows by raw sqlite3 on one thread and returns the same JSON.

Imports no product code. `statements` holds the SQL and parameters that the product runs for this answer, `answer` its JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp

from bench.floors.raw import connect

database, statements_file, answer_file, port, api_url = sys.argv[1:6]
STATEMENTS = [(sql, tuple(values)) for sql, values in json.loads(Path(statements_file).read_text(encoding="utf-8"))]
ANSWER = json.loads(Path(answer_file).read_text(encoding="utf-8"))

writer = ThreadPoolExecutor(max_workers=1)
db = connect(database)


def fetch() -> int:
    """The same rows, in one transaction."""
    db.execute("BEGIN IMMEDIATE")
    rows = sum(len(db.execute(sql, values).fetchall()) for sql, values in STATEMENTS)
    db.execute("COMMIT")
    return rows


app = AsyncApp(token="xoxb-playground", signing_secret="playground-signing-secret", process_before_response=True)
app.client.base_url = api_url


@app.command("/mentor")
async def mentor(ack):
    await asyncio.get_running_loop().run_in_executor(writer, fetch)
    await ack(**ANSWER)


uvicorn.run(AsyncSlackRequestHandler(app), port=int(port), log_level="error", access_log=False, lifespan="off")
