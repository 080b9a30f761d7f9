"""Comfort rules: what they say, the numbers in force, and what was done."""
