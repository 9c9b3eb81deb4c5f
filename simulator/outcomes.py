"""What the companion writes about a notice, read from the statement that writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

OF_ONE = re.compile(r"UPDATE outbox SET (\w+=\?(?:, \w+=\?)*) WHERE outbox\.id = \?")


class Outcome(NamedTuple):
    """A notice that became something, and why; `due`: until when it was put back, 0 where it was not."""

    id: int
    state: str
    reason: str
    due: int


@cache
def _names(sql: str) -> tuple[str, ...]:
    found = OF_ONE.match(sql)
    return () if found is None else tuple(each[:-2] for each in found[1].split(", "))


def outcomes(sql: str, parameters: Sequence[Any]) -> Iterator[Outcome]:
    """Those of a statement that updates one notice, or the same for each of several."""
    names = _names(sql)
    if "state" not in names or "reason" not in names:
        return
    each = sql.count("?")
    for first in range(0, len(parameters), each):
        values = dict(zip((*names, "id"), parameters[first : first + each], strict=False))
        yield Outcome(values["id"], values["state"], values["reason"] or "", values.get("due_at") or 0)
