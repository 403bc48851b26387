"""The two languages: their words, and how they fit into sentences."""
