"""One file of Markdown, read."""
