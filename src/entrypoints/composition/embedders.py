"""Embedders by URL: the one that the settings name, and those that generations were made with."""

from collections.abc import Callable
from threading import Lock
from urllib.parse import SplitResult

from application.errors import Unavailable
from application.knowledge.ports import Embedder
from entrypoints.composition.schemes import chosen, host_and_port, path_of
from entrypoints.settings import Settings, SettingsError

EMBEDDER = "PORTICO_EMBEDDER_URL"
OLLAMA_PORT = 11434
NEED_NO_HOST = ("minilm:", "memory:")
Make = Callable[[SplitResult], Embedder]


class EmbeddersByUrl:
    """Makes each embedder once; `first` is the one of the settings.

    A request may ask for those that need no host, and for those whose URLs the operator wrote.
    """

    def __init__(self, settings: Settings, first: Embedder) -> None:
        self._usual = usual = settings.embedder_url
        self._offered = frozenset({usual, *NEED_NO_HOST, *settings.more_embedders.split()})
        self._known = embedders(settings)
        self._made: dict[str, Embedder] = {usual: first}
        self._lock = Lock()

    @property
    def usual(self) -> str:
        return self._usual

    @property
    def offered(self) -> frozenset[str]:
        return self._offered

    def named(self, url: str) -> Embedder:
        with self._lock:
            if url not in self._made:
                self._made[url] = self._make(url)
            return self._made[url]

    def _make(self, url: str) -> Embedder:
        try:
            return chosen("embedder", url, self._known)
        except SettingsError as error:
            raise Unavailable("the embedder", str(error)) from error


def embedders(settings: Settings) -> dict[str, Make]:
    """Return what may stand in PORTICO_EMBEDDER_URL; an adapter is imported when it is chosen."""

    def minilm(_: SplitResult) -> Embedder:
        from adapters.knowledge.minilm.embedder import MiniLmEmbedder

        return MiniLmEmbedder(settings.home / "models")

    def ollama(url: SplitResult) -> Embedder:
        from adapters.knowledge.ollama_embedder import OllamaEmbedder

        host = host_and_port(EMBEDDER, url, OLLAMA_PORT)
        model = path_of(EMBEDDER, url, "all-minilm:l6")
        return OllamaEmbedder(host, model, settings.model_seconds)

    def memory(_: SplitResult) -> Embedder:
        from adapters.knowledge.hashing_embedder import HashingEmbedder

        return HashingEmbedder()

    return {"minilm": minilm, "ollama": ollama, "memory": memory}
