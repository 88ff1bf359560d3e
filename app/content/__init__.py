"""Seed files to tables: read, check, build."""
