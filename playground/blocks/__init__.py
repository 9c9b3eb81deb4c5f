"""The rules of Block Kit, limit by limit: what Slack refuses in a message, a modal or a Home tab, and why."""

from playground.blocks.surfaces import block_faults

__all__ = ["block_faults"]
