"""What people decide, recorded: that two texts say the same, and that a text is adopted."""
