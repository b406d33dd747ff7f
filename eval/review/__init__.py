"""How well a review finds what was taken over, and what wrongs people."""
