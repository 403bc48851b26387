"""What two texts have to have in common: figures, dates, addresses, references."""
