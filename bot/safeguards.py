"""What keeps a message from being lost, doubled or unwelcome, each by its name, so that it can be shown what each is for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Safeguards:
    """All of them hold. Whoever simulates may leave one out, to see what it keeps away; nobody else does."""

    unique_key: bool = True
    """What was planned once under a key is not planned again."""
    fence: bool = True
    """A claim that was overtaken changes nothing any more."""
    lease_check: bool = True
    """Right before the call: nothing is posted under a lease that would end before the answer can be there."""
    bound: bool = True
    """A post that has no answer within its time is given up, and its fate found out."""
    recheck: bool = True
    """Asked again at the moment of sending: still wanted, not ended, nobody gone, not stopped or paused, not stale."""
    quiet: bool = True
    """Nothing goes out in the quiet hours of whom it is for."""
    caps: bool = True
    """Of what nobody asked for there is one message a day and a few in a week."""
    pace: bool = True
    """One message a second per conversation and 300 a minute per workspace."""
    hold: bool = True
    """Where the chat asks to wait, nothing goes out before then."""
    reconciliation: bool = True
    """A message whose fate is unknown is looked for before anything else; without it, it is sent again blindly."""
    patience: bool = True
    """It is looked for only after a while: a post may arrive late."""
    retry_off: bool = True
    """The chat's client repeats no call by itself."""
    deadline: bool = True
    """What a person waits for is kept within two seconds, or not at all."""
    commit_first: bool = True
    """Whoever waits is answered after the commit."""
    savepoint: bool = True
    """A unit that fails among others is rolled back alone."""
    event_once: bool = True
    """An event that comes again, or late, has no further effect."""


ALL = Safeguards()
