"""What texts say in numbers, dates and parts, in both languages."""
