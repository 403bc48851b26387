"""The readers: each makes blocks of one kind of file, and decides nothing."""
