"""Broadsheet: every outlet you follow, on one front page that you own."""

__version__ = "0.1.0"
