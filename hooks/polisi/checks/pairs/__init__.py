"""The rules for pairs: both texts are there, in their language, alike and agreed."""
