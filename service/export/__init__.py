"""A verified answer, or a text, as a file that bears its Prüfvermerk."""
