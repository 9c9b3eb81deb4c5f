"""The whole companion on a virtual clock, in one process and one thread, against the rules of the stand-in for Slack."""
