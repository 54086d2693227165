"""Many inputs to many outputs: found, shared out among processes, remembered, and made into tables."""
