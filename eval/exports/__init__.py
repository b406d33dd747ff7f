"""A run in the forms of other tools. Start reading in ``run.py``."""
