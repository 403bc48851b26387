"""Markdown as we write it: what it may hold, and the one reading of it."""
