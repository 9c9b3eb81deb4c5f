"""What the subject refuses: raised by key, worded by the surface from `prompts`, shown to the person who asked."""

from __future__ import annotations


class Refusal(Exception):
    """Something that is not possible.

    `key` is "capability.name" (its text lies in that capability's file under `refusals`); `field` is the input it
    belongs to. Dates among `values` are days of the reader's own calendar.
    """

    def __init__(self, key: str, /, *, field: str | None = None, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.field = field
        self.values = values


class Refusals(Exception):
    """Several refusals of one form, each at its field, so that a person mends all of them at once."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(*(refusal.key for refusal in refusals))
        self.refusals = refusals


class Checks:
    """Collects the refusals of one form and raises them together."""

    def __init__(self) -> None:
        self._refusals: list[Refusal] = []

    def refuse(self, key: str, /, *, field: str, **values: object) -> None:
        """Note that the input at `field` cannot stand."""
        self._refusals.append(Refusal(key, field=field, **values))

    def done(self) -> None:
        """Raise what was collected; do nothing where all is well."""
        if self._refusals:
            raise Refusals(*self._refusals)
