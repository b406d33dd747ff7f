"""Before a text goes out: what it takes from others, whom it wrongs, how plainly it speaks."""
