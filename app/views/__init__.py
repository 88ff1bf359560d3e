"""What templates see: rows of the database turned into frozen dataclasses, worded in one locale."""
