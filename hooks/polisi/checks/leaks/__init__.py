"""Rules for what an edition leaves out: whatever its build would refuse, said where it stands."""
