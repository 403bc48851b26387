"""Rules for what a text says in itself: terms, laws, what was left over."""
