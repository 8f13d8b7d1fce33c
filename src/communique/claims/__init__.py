"""Step 5, what is claimed: triggers, their parties, status, time, place, chain of voices and quantities."""
