"""`/mentor` for a person with two mentorships, over HTTP, beside a bare AsyncApp that fetches the same rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from bench import program
from bench.processes import ROOT, command_body, first_answer, free_port, latencies, process
from bench.rows import Row, row

ALONE, TOGETHER = 400, 1600
"""Requests of one run at 1 and at 16 connections."""


async def measure(folder: Path, runs: int) -> list[Row]:
    """p50 at 1 connection, p99 at 16; ours and the floor in turn, each in a process of its own."""
    folder.mkdir()
    body = command_body("U0PRIYA")
    async with program.slack() as api:
        statements, answer = await program.statements_of_mentor(folder / "record.db", api, body)
        (folder / "statements.json").write_text(json.dumps(statements), encoding="utf-8")
        (folder / "answer.json").write_text(json.dumps(answer), encoding="utf-8")
        alone, together = [], []
        with program.ours(folder / "ours.db", api) as running, floor(folder, api) as floor_url:
            ours_url = running.url
            expected = {url: await first_answer(url, body) for url in (ours_url, floor_url)}
            if json.loads(expected[ours_url]) != json.loads(expected[floor_url]):
                raise RuntimeError("the floor does not return the same JSON")
            for url in (ours_url, floor_url):
                await latencies(url, body, connections=16, requests=TOGETHER, expected=expected[url])
            for _ in range(runs):
                one = [
                    await latencies(url, body, connections=1, requests=ALONE, expected=expected[url])
                    for url in (ours_url, floor_url)
                ]
                alone.append((median(one[0]) * 1000, median(one[1]) * 1000))
                many = [
                    await latencies(url, body, connections=16, requests=TOGETHER, expected=expected[url])
                    for url in (ours_url, floor_url)
                ]
                together.append((p99(many[0]) * 1000, p99(many[1]) * 1000))
    return [
        row("/mentor, two mentorships, p50 at 1 connection", "ms", alone, 1.5),
        row("/mentor, two mentorships, p99 at 16 connections", "ms", together, 1.5),
    ]


def p99(taken: list[float]) -> float:
    """The 99th of a hundred."""
    return quantiles(taken, n=100)[98]


@contextmanager
def floor(folder: Path, api: str) -> Iterator[str]:
    """The floor on a database made the same way; its address."""
    program.prepare(folder / "floor.db").close()
    port = free_port()
    with process(
        str(ROOT / "bench" / "floors" / "mentor.py"),
        str(folder / "floor.db"),
        str(folder / "statements.json"),
        str(folder / "answer.json"),
        str(port),
        api,
    ):
        yield f"http://127.0.0.1:{port}/slack/events"
