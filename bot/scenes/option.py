"""The option `--scene` of `companion play`."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand

NAME = "--scene"


class WithScene(TyperCommand):
    """A command in which `--scene` with nothing behind it counts as an empty name: which scenes are there?"""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        after = [*args, "-"][1:]
        named = [
            f"{NAME}=" if arg == NAME and then.startswith("-") else arg for arg, then in zip(args, after, strict=True)
        ]
        return super().parse_args(ctx, named)
