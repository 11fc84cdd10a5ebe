"""Microsoft Presidio on the same values: every recogniser that it brings and needs no model."""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.events.json_value import JsonValue

KINDS = {
    "EMAIL_ADDRESS": "email",
    "PHONE_NUMBER": "phone",
    "CREDIT_CARD": "card",
    "IBAN_CODE": "iban",
    "IP_ADDRESS": "ip",
    "CRYPTO": "crypto",
    "URL": "url",
}
"""Whatever else it names is a national id here."""
NOT_PERSONAL = {"DATE_TIME", "US_BANK_NUMBER", "ABA_ROUTING_NUMBER", "MAC_ADDRESS", "UUID"}
THRESHOLD = 0.3
"""The score from which on a finding counts: where its F1 on these rows is best."""


@dataclass(frozen=True, slots=True)
class Presidio:
    analyzer: Any

    @classmethod
    def ready(cls) -> "Presidio":
        """Start it on a blank spaCy pipeline; raises ImportError where it is not installed."""
        import spacy
        import tldextract
        from presidio_analyzer import AnalyzerEngine, PatternRecognizer, RecognizerRegistry
        from presidio_analyzer import predefined_recognizers as predefined
        from presidio_analyzer.nlp_engine import SpacyNlpEngine

        logging.getLogger("presidio-analyzer").setLevel(logging.CRITICAL)
        tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())  # its own list, no download
        engine = SpacyNlpEngine()
        engine.nlp = {"en": spacy.blank("en")}
        brought = (getattr(predefined, name) for name in predefined.__all__)
        classes = [
            one for one in brought if isinstance(one, type) and issubclass(one, PatternRecognizer)
        ]
        registry = RecognizerRegistry(recognizers=[one(supported_language="en") for one in classes])
        registry.recognizers.append(predefined.PhoneRecognizer(supported_language="en"))
        return cls(AnalyzerEngine(registry, engine, supported_languages=["en"]))

    def redact(self, value: JsonValue) -> tuple[JsonValue, Mapping[str, int]]:
        counts: Counter[str] = Counter()
        return self._through(value, counts), counts

    def _through(self, value: JsonValue, counts: Counter[str]) -> JsonValue:
        if isinstance(value, dict):
            return {
                self._text(key, counts): self._through(one, counts) for key, one in value.items()
            }
        if isinstance(value, list):
            return [self._through(one, counts) for one in value]
        if value is None or isinstance(value, bool):
            return value
        return self._text(str(value), counts)

    def _text(self, text: str, counts: Counter[str]) -> str:
        found = self.analyzer.analyze(text, "en", score_threshold=THRESHOLD)
        kept = [one for one in found if one.entity_type not in NOT_PERSONAL]
        start = len(text)
        for one in sorted(kept, key=lambda one: (-one.end, one.start, -one.score)):
            if one.end <= start:
                counts[KINDS.get(one.entity_type, "national_id")] += 1
                start = one.start
                text = f"{text[:start]}[]{text[one.end :]}"
        return text
