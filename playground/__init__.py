"""A local workspace in the browser: a strict stand-in for Slack and a page to live in it."""
