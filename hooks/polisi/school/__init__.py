"""What a school fills in, read."""
