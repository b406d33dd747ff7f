"""Formats that publishers use, read into the house's words. Nothing here fetches."""
