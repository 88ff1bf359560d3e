"""Tests, and the programs beside them: measurements and pictures."""
