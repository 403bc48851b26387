"""What a text says of who, whether and when, as far as words alone tell, in both languages."""
