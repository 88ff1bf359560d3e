"""Words in three languages: messages, dates and numbers, and the choice of a locale."""
