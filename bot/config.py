"""Settings, read once from the environment or `.env`; what is missing or wrong is said in words that tell what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from prompts import content, thresholds
from prompts.library import WrongTexts

SLACK = "https://slack.com/api/"
SQLITE = "sqlite:///"


class Settings(BaseSettings):
    """Frozen. Empty values count as not set, so that a line left empty in `.env` does no harm."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, env_ignore_empty=True
    )

    slack_bot_token: str | None = None
    slack_app_token: str | None = None
    slack_signing_secret: str | None = None
    slack_api_url: str = SLACK
    database_url: str = "sqlite:///data/companion.db"
    companion_coordinators: Annotated[tuple[str, ...], NoDecode] = ()
    companion_contact: str | None = None
    companion_celebration_channel: str | None = None
    companion_prompts: Path | None = None
    companion_thresholds: Path | None = None
    companion_posts_at_once: int = Field(default=8, ge=1, le=32)
    companion_posts_per_minute: int = Field(default=300, ge=1)
    companion_look_after: int = Field(default=60, ge=1)
    """Seconds after which a message that no answer came to is looked for."""
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=1, le=65535)

    @field_validator("companion_coordinators", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @property
    def mode(self) -> Literal["play", "socket", "http"]:
        """How to run: without a bot token in the playground, else over Socket Mode or HTTP."""
        if self.slack_bot_token is None:
            return "play"
        return "socket" if self.slack_app_token else "http"


class WrongSettings(Exception):
    """One line for each setting that is missing or wrong, each telling what to set."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def read() -> Settings:
    """Read and check the settings. Raises WrongSettings."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise WrongSettings([f"{str(part['loc'][0]).upper()}: {part['msg']}" for part in error.errors()]) from error
    except (UnicodeDecodeError, OSError) as error:
        raise WrongSettings(
            [".env: it can't be read. Save it as plain text in UTF-8, readable by this user."]
        ) from error
    lines = faults(settings)
    if lines:
        raise WrongSettings(lines)
    return settings


def faults(settings: Settings) -> list[str]:
    """What keeps the companion from starting with these settings, one line each."""
    lines = []
    bot, app, secret = settings.slack_bot_token, settings.slack_app_token, settings.slack_signing_secret
    if bot is not None and not bot.startswith("xoxb-"):
        lines.append(
            "SLACK_BOT_TOKEN: a bot token begins with xoxb-; copy it from OAuth & Permissions of your Slack app."
        )
    if app is not None and not app.startswith("xapp-"):
        lines.append("SLACK_APP_TOKEN: an app-level token begins with xapp-; make one under Basic Information.")
    if bot is not None and app is None and secret is None:
        lines.append("SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP): set one of the two.")
    if bot is None and (app is not None or secret is not None):
        lines.append("SLACK_BOT_TOKEN: set it too; a token for the app or a secret alone is not enough.")
    if not settings.slack_api_url.startswith(("https://", "http://")) or not settings.slack_api_url.endswith("/"):
        lines.append(f"SLACK_API_URL: an address that ends in /, for example {SLACK}")
    if not settings.database_url.startswith(SQLITE) or settings.database_url in (SQLITE, f"{SQLITE}:memory:"):
        lines.append(
            f"DATABASE_URL: a file for SQLite, for example {SQLITE}data/companion.db; no other database so far."
        )
    if settings.companion_thresholds is not None:
        lines += _wrong_in("COMPANION_THRESHOLDS", thresholds.load, settings.companion_thresholds)
    if settings.companion_prompts is not None:
        lines += _wrong_in("COMPANION_PROMPTS", content.words, settings.companion_prompts)
    return lines


def _wrong_in(setting: str, read: Callable[[Path], object], path: Path) -> list[str]:
    """What is wrong with what a setting names, one line each."""
    try:
        read(path)
    except WrongTexts as wrong:
        return [f"{setting}: {fault}" for fault in str(wrong).splitlines()]
    return []
