"""What a program has to ask and to suggest, and the process models it knows: handed in, as an organisation may have its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.mentoring.process import Process, usual
from bot.mentoring.questions import Bank
from bot.mentoring.tips import Tip


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """`models` by their ids; `usual` by model and months of the program: how long each stage or step usually takes."""

    questions: Bank
    tips: Sequence[Tip]
    models: Mapping[str, Process]
    usual: Mapping[tuple[str, int], Mapping[str, timedelta]]

    def tip(self, id: str) -> Tip | None:
        """The tip with this id, while there is one."""
        return next((each for each in self.tips if each.id == id), None)


def content_of(questions: Bank, tips: Sequence[Tip], models: Mapping[str, Process]) -> Content:
    """All of it, with what follows from the models worked out once."""
    spans = {(id, months): usual(model, months) for id, model in models.items() for months in model.months}
    return Content(questions, tips, models, spans)
