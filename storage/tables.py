"""Every table. Times are integer UTC epoch seconds (`…_at`), days ISO text, what people typed is text that no other column repeats."""

# Types are not left as text here, as they are elsewhere: pydantic would read each of them again at every start.

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, MetaData, UniqueConstraint, text
from sqlalchemy.ext.declarative import DeferredReflection
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMES
metadata: MetaData = SQLModel.metadata


class Row(DeferredReflection, SQLModel):
    """A table to write statements over. Nothing is ever loaded as one of these classes: statements bring plain rows
    (docs/decisions/15-statements-prepared-once.md). So SQLAlchemy is not asked to map them, nor pydantic to build
    what checks their values, until somebody does: that would take half of the time that this file takes at every start."""

    __abstract__ = True
    model_config = {"defer_build": True}


class PersonRow(Row, table=True):
    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("enterprise_id", "team_id", "user_id"),
        Index("ix_person_gone_counts_at", "gone_counts_at"),
        Index("ix_person_profile_read_at", "profile_read_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    enterprise_id: str
    team_id: str
    user_id: str
    full_name: str
    first_name: str
    title: str
    zone: str
    locale: str
    is_bot: bool
    deactivated: bool
    snoozed_until: int | None = None
    quiet_from: str | None = None
    quiet_until: str | None = None
    working_days: str | None = None
    question_day: int | None = None
    question_hour: str | None = None
    rhythm: str | None = None
    profile_read_at: int | None = None
    profile_changed_at: int | None = None
    zone_said: str | None = None
    gone_since: int | None = None
    gone_counts_at: int | None = None
    dm_channel: str | None = None


class MentorshipRow(Row, table=True):
    __tablename__ = "mentorship"
    __table_args__ = (
        Index("ix_mentorship_introduced_at", "introduced_at"),
        Index(
            "uq_mentorship_active_roster",
            "roster",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(
            "ix_mentorship_active_end",
            "end",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        ForeignKeyConstraint(["paired_by"], ["person.id"]),
    )
    id: int | None = Field(default=None, primary_key=True)
    enterprise_id: str
    team_id: str
    model: str
    start: str
    end: str
    power: bool
    roster: str
    introduced_at: int
    paired_by: int
    celebration_channel: str | None = None
    group_channel: str | None = None
    ended_at: int | None = None
    stage: str
    stage_since: int | None = None
    step: str | None = None
    closing_since: int | None = None


class MemberRow(Row, table=True):
    __tablename__ = "member"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
        Index("ix_member_person_id", "person_id"),
        Index("ix_member_next_check_in_at", "next_check_in_at"),
        Index("ix_member_leaving_told_at", "leaving_told_at"),
    )
    mentorship_id: int = Field(primary_key=True)
    person_id: int = Field(primary_key=True)
    role: str
    celebration: str | None = None
    next_check_in_at: int | None = None
    stopped_at: int | None = None
    leaving_asked_at: int | None = None
    leaving_told_at: int | None = None


class AgreementRow(Row, table=True):
    __tablename__ = "agreement"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        UniqueConstraint("mentorship_id", "version"),
    )
    id: int | None = Field(default=None, primary_key=True)
    mentorship_id: int
    version: int
    revision: int
    terms: str
    pages: str
    edited_by: int
    edited_at: int
    planned_at: int | None = None


class SignatureRow(Row, table=True):
    __tablename__ = "signature"
    __table_args__ = (
        ForeignKeyConstraint(["agreement_id"], ["agreement.id"]),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
    )
    agreement_id: int = Field(primary_key=True)
    person_id: int = Field(primary_key=True)
    signed_at: int


class PlanRow(Row, table=True):
    __tablename__ = "plan"
    __table_args__ = (ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),)
    mentorship_id: int = Field(primary_key=True)
    vision: str
    revision: int


class GoalRow(Row, table=True):
    __tablename__ = "goal"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        Index("ix_goal_mentorship_id", "mentorship_id"),
        Index("ix_goal_marked_at", "marked_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    mentorship_id: int
    priority: int
    title: str
    outcome: str
    skills: str
    target: str | None = None
    revision: int
    marked_at: int | None = None
    talk_asked_at: int | None = None
    confirmed_by: int | None = None
    accomplished_at: int | None = None
    dropped_at: int | None = None


class StepRow(Row, table=True):
    __tablename__ = "step"
    __table_args__ = (
        ForeignKeyConstraint(["goal_id"], ["goal.id"]),
        Index("ix_step_goal_id", "goal_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    goal_id: int
    title: str
    activity: str
    duration: str
    resources: str
    due: str | None = None
    done_at: int | None = None
    dropped_at: int | None = None
    revision: int


class SeriesRow(Row, table=True):
    """A rhythm in which a pair meets; `first` is a local day and `clock` a local time of `zone`."""

    __tablename__ = "series"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        ForeignKeyConstraint(["planned_by"], ["person.id"]),
        Index(
            "uq_series_going_on",
            "mentorship_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_series_look_at", "look_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    mentorship_id: int
    frequency: str
    first: str
    clock: str
    zone: str
    minutes: int
    place: str
    initiator: str
    planned_by: int
    planned_at: int
    version: int
    revision: int
    resumes: str | None = None
    counted: str
    ended_at: int | None = None
    look_at: int | None = None


class AppointmentRow(Row, table=True):
    __tablename__ = "appointment"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        ForeignKeyConstraint(["series_id"], ["series.id"]),
        UniqueConstraint("series_id", "occurrence"),
        Index("ix_appointment_mentorship_id_starts_at", "mentorship_id", "starts_at"),
        Index("ix_appointment_settles_at", "settles_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    mentorship_id: int
    starts_at: int
    ends_at: int
    place: str
    objective: str
    set_up_by: int
    state: str
    revision: int
    accepted_at: int | None = None
    settles_at: int | None = None
    settled_at: int | None = None
    sequence: int
    series_id: int | None = None
    occurrence: str | None = None


class InvitationRow(Row, table=True):
    __tablename__ = "invitation"
    __table_args__ = (
        ForeignKeyConstraint(["appointment_id"], ["appointment.id"]),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
    )
    appointment_id: int = Field(primary_key=True)
    person_id: int = Field(primary_key=True)
    sequence: int
    times: int


class ReportRow(Row, table=True):
    __tablename__ = "report"
    __table_args__ = (
        ForeignKeyConstraint(["appointment_id"], ["appointment.id"]),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
    )
    appointment_id: int = Field(primary_key=True)
    person_id: int = Field(primary_key=True)
    answer: str
    reported_at: int


class CheckInRow(Row, table=True):
    __tablename__ = "check_in"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
        UniqueConstraint("mentorship_id", "person_id", "cycle"),
        Index("ix_check_in_person_id_asked_at", "person_id", "asked_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    mentorship_id: int
    person_id: int
    cycle: str
    question: str
    asked: str
    goal_id: int | None = None
    asked_at: int | None = None
    expires_at: int
    choice: str | None = None
    words: str | None = None
    follow_up: str | None = None
    answered_at: int | None = None
    skipped_at: int | None = None


class EvidenceRow(Row, table=True):
    """What the engine reads; only ever added to, but for answers that their giver takes back."""

    __tablename__ = "evidence"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        Index("ix_evidence_mentorship_id_at", "mentorship_id", "at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    mentorship_id: int
    at: int
    what: str
    by: int | None = None
    about: int
    goal: int | None = None
    topic: str
    value: str


class StandingRow(Row, table=True):
    """Where a mentorship stands for the engine; its stage itself is in `mentorship`."""

    __tablename__ = "standing"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        Index("ix_standing_look_at", "look_at"),
    )
    mentorship_id: int = Field(primary_key=True)
    look_at: int | None = None
    read: str
    read_step: str | None = None
    read_since: int
    spent: str
    asked_at: int | None = None
    open: bool
    felt: str
    unsaid: str
    skipped: str
    shown: str
    stock_at: int | None = None
    stocked_at: int | None = None
    hand_at: int | None = None


class TipRow(Row, table=True):
    """When a mentor's next tip comes, and which ones they had."""

    __tablename__ = "tip"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
        Index("ix_tip_next_at", "next_at"),
    )
    mentorship_id: int = Field(primary_key=True)
    person_id: int = Field(primary_key=True)
    next_at: int | None = None
    given: str


class SignalRow(Row, table=True):
    __tablename__ = "signal"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        UniqueConstraint("mentorship_id", "kind", "raised_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    mentorship_id: int
    kind: str
    stage: str
    facts: str
    raised_at: int
    cleared_at: int | None = None


class SignalLeftRow(Row, table=True):
    """Who has put a signal aside for themselves ("Leave it")."""

    __tablename__ = "signal_left"
    __table_args__ = (
        ForeignKeyConstraint(["signal_id"], ["signal.id"]),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
    )
    signal_id: int = Field(primary_key=True)
    person_id: int = Field(primary_key=True)
    left_at: int


class MilestoneRow(Row, table=True):
    __tablename__ = "milestone"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        UniqueConstraint("mentorship_id", "kind", "subject"),
    )
    id: int | None = Field(default=None, primary_key=True)
    mentorship_id: int
    kind: str
    subject: int
    reached_at: int


class ClosingRow(Row, table=True):
    """How far the closing of a mentorship is; since when it goes on stands in `mentorship`."""

    __tablename__ = "closing"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        Index("ix_closing_due_at", "due_at"),
    )
    mentorship_id: int = Field(primary_key=True)
    due_at: int | None = None
    reminded_at: int | None = None
    open_ended: bool


class ClosingPartRow(Row, table=True):
    """What one member says at the end."""

    __tablename__ = "closing_part"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
    )
    mentorship_id: int = Field(primary_key=True)
    person_id: int = Field(primary_key=True)
    answers: str
    wish: str | None = None
    mentor_next: str | None = None
    tell: bool
    done_at: int | None = None
    end_at: int | None = None


class HelloRow(Row, table=True):
    """A coordinator's words to a pair, passed on once in their group conversation."""

    __tablename__ = "hello"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        ForeignKeyConstraint(["coordinator_id"], ["person.id"]),
        UniqueConstraint("mentorship_id", "coordinator_id", "asked_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    mentorship_id: int
    coordinator_id: int
    words: str
    asked_at: int


class DraftRow(Row, table=True):
    """What one member has written so far on a page, as JSON; nobody else sees it."""

    __tablename__ = "draft"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
    )
    mentorship_id: int = Field(primary_key=True)
    person_id: int = Field(primary_key=True)
    page: str = Field(primary_key=True)
    written: str


class ExpectationsRow(Row, table=True):
    """What one member expects of the other: what they said last, and what all see; each as JSON with their own line in it."""

    __tablename__ = "expectations"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
    )
    mentorship_id: int = Field(primary_key=True)
    person_id: int = Field(primary_key=True)
    words: str
    done_at: int | None = None
    shown: str | None = None
    shown_at: int | None = None


class AgendaTickRow(Row, table=True):
    """A part of a guided meeting that a pair has been through."""

    __tablename__ = "agenda_tick"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        ForeignKeyConstraint(["by"], ["person.id"]),
    )
    mentorship_id: int = Field(primary_key=True)
    part: str = Field(primary_key=True)
    by: int
    done_at: int


class FirstWordsRow(Row, table=True):
    """What one member has sent to the other before they met; passed on once."""

    __tablename__ = "first_words"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
    )
    mentorship_id: int = Field(primary_key=True)
    person_id: int = Field(primary_key=True)
    words: str
    sent_at: int


class ThoughtRow(Row, table=True):
    """A part of what a mentee thinks through alone; empty words were left out on purpose."""

    __tablename__ = "thought"
    __table_args__ = (
        ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"]),
        ForeignKeyConstraint(["person_id"], ["person.id"]),
    )
    mentorship_id: int = Field(primary_key=True)
    person_id: int = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    part: str = Field(primary_key=True)
    words: str
    shown_at: int | None = None


class ObjectiveRow(Row, table=True):
    """What a meeting is for, beside its own words: the goal, and what to bring."""

    __tablename__ = "objective"
    __table_args__ = (
        ForeignKeyConstraint(["appointment_id"], ["appointment.id"]),
        ForeignKeyConstraint(["goal_id"], ["goal.id"]),
    )
    appointment_id: int = Field(primary_key=True)
    goal_id: int | None = None
    bring: str


class EvaluationRow(Row, table=True):
    """How far a goal had come at a meeting, as the pair saw it together."""

    __tablename__ = "evaluation"
    __table_args__ = (
        ForeignKeyConstraint(["appointment_id"], ["appointment.id"]),
        ForeignKeyConstraint(["goal_id"], ["goal.id"]),
        ForeignKeyConstraint(["by"], ["person.id"]),
    )
    appointment_id: int = Field(primary_key=True)
    goal_id: int = Field(primary_key=True)
    how_far: str
    by: int
    at: int


class ProgramPauseRow(Row, table=True):
    """Days on which a whole program rests, both ends in it."""

    __tablename__ = "program_pause"
    __table_args__ = (
        ForeignKeyConstraint(["set_by"], ["person.id"]),
        Index("ix_program_pause_team_id_first", "team_id", "first"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    first: str
    last: str
    name: str
    set_by: int


class OutboxRow(Row, table=True):
    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint(
            "state IN ('planned','claimed','sending','sent','skipped','failed','parked','withdrawn')", name="state"
        ),
        Index("ix_outbox_state_due_at", "state", "due_at"),
        Index(
            "ix_outbox_answers_due_at",
            "state",
            "due_at",
            sqlite_where=text("state = 'planned' AND always"),
            postgresql_where=text("state = 'planned' AND always"),
        ),
        Index("ix_outbox_person_id_sent_at", "person_id", "sent_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str
    kind: str
    person_id: int | None = None
    mentorship_id: int | None = None
    channel: str | None = None
    team_id: str | None = None
    about: str
    due_at: int
    latest_at: int
    unasked: bool
    always: bool
    state: str
    lease_until: int | None = None
    fence: int = 0
    message_id: str | None = None
    begun_at: int | None = None
    attempts: int = 0
    sent_channel: str | None = None
    sent_ts: str | None = None
    sent_at: int | None = None
    part: int | None = None
    shown: str | None = None
    folded: bool = False
    reason: str | None = None
