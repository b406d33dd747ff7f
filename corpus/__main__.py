"""``python -m corpus``: the command line, for processes that are started by this one."""

from corpus.cli import main

if __name__ == "__main__":
    main()
