"""A text from anywhere, sentence by sentence: does the law say so? Start reading in :mod:`service.check.run`."""
