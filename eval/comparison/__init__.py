"""Two runs side by side: differences, how sure they are, and which questions were gained and lost. See README.md."""
