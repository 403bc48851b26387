"""From documents to what is written, what a school shows, what an edition may see."""
