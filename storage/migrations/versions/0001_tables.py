"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("mentorship_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("team_id", sa.String(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("due_at", sa.Integer(), nullable=False),
        sa.Column("latest_at", sa.Integer(), nullable=False),
        sa.Column("unasked", sa.Boolean(), nullable=False),
        sa.Column("always", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("lease_until", sa.Integer(), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("begun_at", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_channel", sa.String(), nullable=True),
        sa.Column("sent_ts", sa.String(), nullable=True),
        sa.Column("sent_at", sa.Integer(), nullable=True),
        sa.Column("part", sa.Integer(), nullable=True),
        sa.Column("shown", sa.String(), nullable=True),
        sa.Column("folded", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state IN ('planned','claimed','sending','sent','skipped','failed','parked','withdrawn')",
            name=op.f("ck_outbox_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_person_id_sent_at", ["person_id", "sent_at"], unique=False)
        batch_op.create_index("ix_outbox_state_due_at", ["state", "due_at"], unique=False)
        batch_op.create_index(
            "ix_outbox_answers_due_at",
            ["state", "due_at"],
            unique=False,
            sqlite_where=sa.text("state = 'planned' AND always"),
            postgresql_where=sa.text("state = 'planned' AND always"),
        )

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enterprise_id", sa.String(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("is_bot", sa.Boolean(), nullable=False),
        sa.Column("deactivated", sa.Boolean(), nullable=False),
        sa.Column("snoozed_until", sa.Integer(), nullable=True),
        sa.Column("quiet_from", sa.String(), nullable=True),
        sa.Column("quiet_until", sa.String(), nullable=True),
        sa.Column("working_days", sa.String(), nullable=True),
        sa.Column("question_day", sa.Integer(), nullable=True),
        sa.Column("question_hour", sa.String(), nullable=True),
        sa.Column("rhythm", sa.String(), nullable=True),
        sa.Column("profile_read_at", sa.Integer(), nullable=True),
        sa.Column("profile_changed_at", sa.Integer(), nullable=True),
        sa.Column("zone_said", sa.String(), nullable=True),
        sa.Column("gone_since", sa.Integer(), nullable=True),
        sa.Column("gone_counts_at", sa.Integer(), nullable=True),
        sa.Column("dm_channel", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint(
            "enterprise_id", "team_id", "user_id", name=op.f("uq_person_enterprise_id_team_id_user_id")
        ),
    )
    op.create_index("ix_person_gone_counts_at", "person", ["gone_counts_at"])
    op.create_index("ix_person_profile_read_at", "person", ["profile_read_at"])
    op.create_table(
        "mentorship",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enterprise_id", sa.String(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("start", sa.String(), nullable=False),
        sa.Column("end", sa.String(), nullable=False),
        sa.Column("power", sa.Boolean(), nullable=False),
        sa.Column("roster", sa.String(), nullable=False),
        sa.Column("introduced_at", sa.Integer(), nullable=False),
        sa.Column("paired_by", sa.Integer(), nullable=False),
        sa.Column("celebration_channel", sa.String(), nullable=True),
        sa.Column("group_channel", sa.String(), nullable=True),
        sa.Column("ended_at", sa.Integer(), nullable=True),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("stage_since", sa.Integer(), nullable=True),
        sa.Column("step", sa.String(), nullable=True),
        sa.Column("closing_since", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["paired_by"], ["person.id"], name=op.f("fk_mentorship_paired_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentorship")),
    )
    with op.batch_alter_table("mentorship", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mentorship_active_end",
            ["end"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.create_index("ix_mentorship_introduced_at", ["introduced_at"], unique=False)
        batch_op.create_index(
            "uq_mentorship_active_roster",
            ["roster"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.Column("pages", sa.String(), nullable=False),
        sa.Column("edited_by", sa.Integer(), nullable=False),
        sa.Column("edited_at", sa.Integer(), nullable=False),
        sa.Column("planned_at", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_agreement_mentorship_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("mentorship_id", "version", name=op.f("uq_agreement_mentorship_id_version")),
    )
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("frequency", sa.String(), nullable=False),
        sa.Column("first", sa.String(), nullable=False),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("initiator", sa.String(), nullable=False),
        sa.Column("planned_by", sa.Integer(), nullable=False),
        sa.Column("planned_at", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("resumes", sa.String(), nullable=True),
        sa.Column("counted", sa.String(), nullable=False),
        sa.Column("ended_at", sa.Integer(), nullable=True),
        sa.Column("look_at", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_series_mentorship_id")),
        sa.ForeignKeyConstraint(["planned_by"], ["person.id"], name=op.f("fk_series_planned_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.create_index("ix_series_look_at", ["look_at"], unique=False)
        batch_op.create_index(
            "uq_series_going_on",
            ["mentorship_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("objective", sa.String(), nullable=False),
        sa.Column("set_up_by", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("accepted_at", sa.Integer(), nullable=True),
        sa.Column("settles_at", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("occurrence", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_appointment_mentorship_id")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_appointment_series_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("series_id", "occurrence", name=op.f("uq_appointment_series_id_occurrence")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index("ix_appointment_mentorship_id_starts_at", ["mentorship_id", "starts_at"], unique=False)
        batch_op.create_index("ix_appointment_settles_at", ["settles_at"], unique=False)

    op.create_table(
        "closing",
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.Integer(), nullable=True),
        sa.Column("reminded_at", sa.Integer(), nullable=True),
        sa.Column("open_ended", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_closing_mentorship_id")),
        sa.PrimaryKeyConstraint("mentorship_id", name=op.f("pk_closing")),
    )
    with op.batch_alter_table("closing", schema=None) as batch_op:
        batch_op.create_index("ix_closing_due_at", ["due_at"], unique=False)

    op.create_table(
        "closing_part",
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("wish", sa.String(), nullable=True),
        sa.Column("mentor_next", sa.String(), nullable=True),
        sa.Column("tell", sa.Boolean(), nullable=False),
        sa.Column("done_at", sa.Integer(), nullable=True),
        sa.Column("end_at", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_closing_part_mentorship_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_closing_part_person_id")),
        sa.PrimaryKeyConstraint("mentorship_id", "person_id", name=op.f("pk_closing_part")),
    )
    op.create_table(
        "check_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("cycle", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("follow_up", sa.String(), nullable=True),
        sa.Column("answered_at", sa.Integer(), nullable=True),
        sa.Column("skipped_at", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_check_in_mentorship_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_check_in_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
        sa.UniqueConstraint(
            "mentorship_id", "person_id", "cycle", name=op.f("uq_check_in_mentorship_id_person_id_cycle")
        ),
    )
    with op.batch_alter_table("check_in", schema=None) as batch_op:
        batch_op.create_index("ix_check_in_person_id_asked_at", ["person_id", "asked_at"], unique=False)

    op.create_table(
        "goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("skills", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("marked_at", sa.Integer(), nullable=True),
        sa.Column("talk_asked_at", sa.Integer(), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("accomplished_at", sa.Integer(), nullable=True),
        sa.Column("dropped_at", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_goal_mentorship_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.create_index("ix_goal_marked_at", ["marked_at"], unique=False)
        batch_op.create_index("ix_goal_mentorship_id", ["mentorship_id"], unique=False)

    op.create_table(
        "hello",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("asked_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["coordinator_id"], ["person.id"], name=op.f("fk_hello_coordinator_id")),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_hello_mentorship_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hello")),
        sa.UniqueConstraint(
            "mentorship_id",
            "coordinator_id",
            "asked_at",
            name=op.f("uq_hello_mentorship_id_coordinator_id_asked_at"),
        ),
    )
    op.create_table(
        "member",
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("celebration", sa.String(), nullable=True),
        sa.Column("next_check_in_at", sa.Integer(), nullable=True),
        sa.Column("stopped_at", sa.Integer(), nullable=True),
        sa.Column("leaving_asked_at", sa.Integer(), nullable=True),
        sa.Column("leaving_told_at", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_member_mentorship_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_member_person_id")),
        sa.PrimaryKeyConstraint("mentorship_id", "person_id", name=op.f("pk_member")),
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index("ix_member_leaving_told_at", ["leaving_told_at"], unique=False)
        batch_op.create_index("ix_member_next_check_in_at", ["next_check_in_at"], unique=False)
        batch_op.create_index("ix_member_person_id", ["person_id"], unique=False)

    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.Integer(), nullable=False),
        sa.Column("reached_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_milestone_mentorship_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("mentorship_id", "kind", "subject", name=op.f("uq_milestone_mentorship_id_kind_subject")),
    )
    op.create_table(
        "plan",
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("vision", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_plan_mentorship_id")),
        sa.PrimaryKeyConstraint("mentorship_id", name=op.f("pk_plan")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("about", sa.Integer(), nullable=False),
        sa.Column("goal", sa.Integer(), nullable=True),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_evidence_mentorship_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index("ix_evidence_mentorship_id_at", ["mentorship_id", "at"], unique=False)

    op.create_table(
        "standing",
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("look_at", sa.Integer(), nullable=True),
        sa.Column("read", sa.String(), nullable=False),
        sa.Column("read_step", sa.String(), nullable=True),
        sa.Column("read_since", sa.Integer(), nullable=False),
        sa.Column("spent", sa.String(), nullable=False),
        sa.Column("asked_at", sa.Integer(), nullable=True),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("felt", sa.String(), nullable=False),
        sa.Column("unsaid", sa.String(), nullable=False),
        sa.Column("skipped", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("stock_at", sa.Integer(), nullable=True),
        sa.Column("stocked_at", sa.Integer(), nullable=True),
        sa.Column("hand_at", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_standing_mentorship_id")),
        sa.PrimaryKeyConstraint("mentorship_id", name=op.f("pk_standing")),
    )
    with op.batch_alter_table("standing", schema=None) as batch_op:
        batch_op.create_index("ix_standing_look_at", ["look_at"], unique=False)

    op.create_table(
        "tip",
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.Integer(), nullable=True),
        sa.Column("given", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_tip_mentorship_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_tip_person_id")),
        sa.PrimaryKeyConstraint("mentorship_id", "person_id", name=op.f("pk_tip")),
    )
    with op.batch_alter_table("tip", schema=None) as batch_op:
        batch_op.create_index("ix_tip_next_at", ["next_at"], unique=False)

    op.create_table(
        "signal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("raised_at", sa.Integer(), nullable=False),
        sa.Column("cleared_at", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_signal_mentorship_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal")),
        sa.UniqueConstraint("mentorship_id", "kind", "raised_at", name=op.f("uq_signal_mentorship_id_kind_raised_at")),
    )
    op.create_table(
        "invitation",
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"], name=op.f("fk_invitation_appointment_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_person_id")),
        sa.PrimaryKeyConstraint("appointment_id", "person_id", name=op.f("pk_invitation")),
    )
    op.create_table(
        "report",
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("reported_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"], name=op.f("fk_report_appointment_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_report_person_id")),
        sa.PrimaryKeyConstraint("appointment_id", "person_id", name=op.f("pk_report")),
    )
    op.create_table(
        "signal_left",
        sa.Column("signal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("left_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signal_left_person_id")),
        sa.ForeignKeyConstraint(["signal_id"], ["signal.id"], name=op.f("fk_signal_left_signal_id")),
        sa.PrimaryKeyConstraint("signal_id", "person_id", name=op.f("pk_signal_left")),
    )
    op.create_table(
        "signature",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("signed_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_signature_agreement_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signature_person_id")),
        sa.PrimaryKeyConstraint("agreement_id", "person_id", name=op.f("pk_signature")),
    )
    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("duration", sa.String(), nullable=False),
        sa.Column("resources", sa.String(), nullable=False),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("done_at", sa.Integer(), nullable=True),
        sa.Column("dropped_at", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_step_goal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )
    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.create_index("ix_step_goal_id", ["goal_id"], unique=False)

    op.create_table(
        "draft",
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("written", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_draft_mentorship_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_draft_person_id")),
        sa.PrimaryKeyConstraint("mentorship_id", "person_id", "page", name=op.f("pk_draft")),
    )
    op.create_table(
        "expectations",
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("done_at", sa.Integer(), nullable=True),
        sa.Column("shown", sa.String(), nullable=True),
        sa.Column("shown_at", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_expectations_mentorship_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_expectations_person_id")),
        sa.PrimaryKeyConstraint("mentorship_id", "person_id", name=op.f("pk_expectations")),
    )
    op.create_table(
        "agenda_tick",
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_agenda_tick_mentorship_id")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_agenda_tick_by")),
        sa.PrimaryKeyConstraint("mentorship_id", "part", name=op.f("pk_agenda_tick")),
    )
    op.create_table(
        "first_words",
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("sent_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_first_words_mentorship_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_first_words_person_id")),
        sa.PrimaryKeyConstraint("mentorship_id", "person_id", name=op.f("pk_first_words")),
    )
    op.create_table(
        "thought",
        sa.Column("mentorship_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("shown_at", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["mentorship_id"], ["mentorship.id"], name=op.f("fk_thought_mentorship_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_thought_person_id")),
        sa.PrimaryKeyConstraint("mentorship_id", "person_id", "subject", "part", name=op.f("pk_thought")),
    )
    op.create_table(
        "objective",
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=True),
        sa.Column("bring", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"], name=op.f("fk_objective_appointment_id")),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_objective_goal_id")),
        sa.PrimaryKeyConstraint("appointment_id", name=op.f("pk_objective")),
    )
    op.create_table(
        "evaluation",
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("how_far", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"], name=op.f("fk_evaluation_appointment_id")),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_evaluation_goal_id")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_evaluation_by")),
        sa.PrimaryKeyConstraint("appointment_id", "goal_id", name=op.f("pk_evaluation")),
    )
    op.create_table(
        "program_pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("first", sa.String(), nullable=False),
        sa.Column("last", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_program_pause_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program_pause")),
    )
    op.create_index("ix_program_pause_team_id_first", "program_pause", ["team_id", "first"])
