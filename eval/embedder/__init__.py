"""How the embedder of :mod:`corpus.index.e5` is made; see README.md."""
