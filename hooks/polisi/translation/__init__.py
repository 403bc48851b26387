"""Translations go out and come back: what is missing or has moved, for a translator's own tools."""
