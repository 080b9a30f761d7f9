"""Measuring how far one reaches: choosing a test, a guided sitting, and earlier sittings."""
