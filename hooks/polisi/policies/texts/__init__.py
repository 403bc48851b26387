"""The texts of policies as they stand, were adopted, and differ from each other."""
