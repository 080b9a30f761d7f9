"""Everything shown while a routine is played."""
