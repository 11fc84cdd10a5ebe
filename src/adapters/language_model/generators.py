"""Haystack's chat generators over a wire that can be cut."""

from typing import Any

import httpx

from adapters.haystack import quiet
from adapters.language_model.tool_calls import keep_calls
from adapters.language_model.wire import Wire, trusted

NO_KEY = "none"


def ollama_generator(host: str, model: str, timeout: float, wire: Wire) -> Any:
    """Return one that asks the Ollama server at this URL; raises Unavailable."""
    with quiet():
        from haystack_integrations.components.generators.ollama import OllamaChatGenerator
        from ollama import Client
    generator = OllamaChatGenerator(model=model, url=host, max_retries=0, think=False)
    # the component takes no client of ours, yet keeps one that it finds
    hooks = {"request": [wire.watch]}
    generator._client = Client(  # noqa: SLF001 - see above
        host, timeout=timeout, event_hooks=hooks, verify=trusted()
    )
    return generator


def openai_generator(
    base_url: str, model: str, api_key: str | None, timeout: float, wire: Wire
) -> Any:
    """Return one for any server of OpenAI's protocol; without a key none is sent."""
    with quiet():
        from haystack.components.generators.chat import OpenAIChatGenerator
        from haystack.utils import Secret
    hooks = [wire.watch] if api_key else [wire.watch, _without_key]
    return OpenAIChatGenerator(
        api_key=Secret.from_token(api_key or NO_KEY),
        model=model,
        api_base_url=base_url,
        timeout=timeout,
        max_retries=0,
        http_client_kwargs={
            "event_hooks": {"request": hooks, "response": [keep_calls]},
            "verify": trusted(),
        },
    )


def _without_key(request: httpx.Request) -> None:
    request.headers.pop("Authorization", None)  # the client insists on a key; no server needs this
