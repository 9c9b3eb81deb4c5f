"""The rules of Block Kit, limit by limit: what Slack refuses in a message, a modal or a Home tab, and why."""

from playground.blocks.surfaces import TOO_LONG, block_faults

__all__ = ["TOO_LONG", "block_faults"]
