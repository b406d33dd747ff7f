"""The poison suite: lies told about real law, each by a named change, and truths told in other words.

The gate (:mod:`service.verify`) must stop the former and let the latter pass. Nothing here knows how the gate
works: what is false is false because of how it was made. Only :mod:`eval.poison.judge` meets the gate.
"""
