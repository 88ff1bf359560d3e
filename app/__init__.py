"""Алтын бесік: an interactive timeline of Kazakhstan's independence, 1986–2023."""
