"""A system put to a set of questions: what it found, said and refused, and figures of it. See README.md."""
