"""The dense half of the index: vectors in an embedded Chroma, filled with our own vectors only.

No embedding function is ever given to Chroma (its default would download a model), and its
telemetry is off. A filter inside Chroma is forty times slower than fetching more than is wanted
and leaving out what may not be found, so that is what happens here.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from corpus.index.base import BrokenIndexError, Hit, Mask, Progress, Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection

_BATCH = 2000
"""Vectors written at once; Chroma takes 5,461 at most."""
_GROWTH = 4
_MOST = 2048
"""Neighbours fetched at most before what may not be found is left out: about 20 ms."""


class DenseIndex:
    """Nearest texts of a vector: passages, or keywords of the register. To be closed: it holds a database."""

    def __init__(self, client: Client, collection: Collection) -> None:
        self._client = client
        self._collection = collection
        self._count = collection.count()

    @classmethod
    def build(cls, directory: Path, name: str, vectors: Vectors, embedder: str, progress: Progress) -> DenseIndex:
        """Write vectors, in their order, into a new collection of this name in the folder."""
        client = _client(directory)
        # One thread: with several, the graph depends on chance, and with it what is found.
        graph: CreateHNSWConfiguration = {
            "space": "ip",
            "ef_construction": 100,
            "ef_search": 200,
            "max_neighbors": 16,
            "num_threads": 1,
        }
        collection = client.create_collection(
            name,
            configuration={"hnsw": graph},
            metadata={"embedder": embedder, "dimension": int(vectors.shape[1])},
            embedding_function=None,
        )
        for start in range(0, len(vectors), _BATCH):
            progress("Vektoren ablegen", start, len(vectors))
            batch = vectors[start : start + _BATCH]
            collection.add(ids=[str(start + place) for place in range(len(batch))], embeddings=batch)
        progress("Vektoren ablegen", len(vectors), len(vectors))
        return cls(client, collection)

    @classmethod
    def open(cls, directory: Path, name: str) -> DenseIndex:
        """The collection of this name that was built there.

        Raises:
            BrokenIndexError: there is none.
        """
        from chromadb.errors import NotFoundError  # noqa: PLC0415  (Chroma costs most of a second: only on use)

        client = _client(directory)
        try:
            return cls(client, client.get_collection(name, embedding_function=None))
        except NotFoundError as error:
            client.close()
            raise BrokenIndexError(
                f"In {directory} liegen keine Vektoren. Bitte »fundstelle ingest« neu ausführen."
            ) from error

    def nearest(self, vector: Vectors, allowed: Mask, count: int) -> list[Hit]:
        """Up to ``count`` allowed passages by similarity (cosine, at most 1), nearest first."""
        if not vector.any() or not allowed.any():
            return []
        # Most is allowed on most days: a few more than wanted are enough, and none more where all is.
        fetched = min(count if allowed.all() else count + count // 4, self._count)
        while True:
            hits = [hit for hit in self._query(vector, fetched) if allowed[hit.ordinal]]
            if len(hits) >= count or fetched >= min(_MOST, self._count):
                return hits[:count]
            fetched = min(fetched * _GROWTH, _MOST, self._count)

    def close(self) -> None:
        """Let go of the database."""
        self._client.close()

    def __enter__(self) -> DenseIndex:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _query(self, vector: Vectors, count: int) -> list[Hit]:
        found = self._collection.query(query_embeddings=vector, n_results=count, include=["distances"])
        distances = found["distances"]
        pairs = zip(found["ids"][0], distances[0] if distances else (), strict=True)
        return [Hit(int(name), 1.0 - float(distance)) for name, distance in pairs]


def _client(directory: Path) -> Client:
    from chromadb import PersistentClient  # noqa: PLC0415
    from chromadb.api.client import Client  # noqa: PLC0415
    from chromadb.config import Settings  # noqa: PLC0415

    client = PersistentClient(directory, settings=Settings(anonymized_telemetry=False))
    # What it is declared to return knows no close(), by which the database file is let go.
    assert isinstance(client, Client)
    return client
