"""Files that are no Markdown and that a text shows or links to: which they are, what they say."""
