"""What people who read a bulletin say of its metrics, and what becomes of the records by it."""
