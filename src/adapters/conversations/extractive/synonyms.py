"""Words that questions and papers use for the same thing."""

from domain.text.terms import stem

GROUPS = (
    "limitation weakness weaknesses drawback shortcoming disadvantage caveat restrict limit",
    "advantage benefit strength merit",
    "contribution propose present introduce novel idea proposal",
    "goal aim objective purpose intend investigate",
    "dataset data corpus corpora benchmark collection",
    "evaluate assess measure metric test judge",
    "result finding outcome show demonstrate find found observe reveal",
    "conclude conclusion conclusions summary summarise summarize",
    "method approach technique procedure methodology",
    "problem challenge difficulty difficulties issue",
    "reduce lower decrease decline fall fell drop shrink cut",
    "increase raise grow grew rise rose gain",
    "improve outperform better exceed surpass",
    "participant subject volunteer respondent people patient",
    "cost price expense expensive fee",
    "begin began start onset",
    "show illustrate depict",
    "cause reason because due",
    "compare comparison versus baseline",
    "error mistake fault",
    "fast speed quick slow latency",
    "middling medium moderate intermediate middle average",
    "small low little slight minor tiny",
    "large high big great huge major",
    "hardware gpu cpu processor machine",
    "optimise optimize optimizer optimiser adam sgd",
    "component part consist comprise contain",
    "future plan next",
    "available release public github",
    "alpha α", "beta β", "gamma γ", "delta δ", "epsilon ε", "eta η", "theta θ", "kappa κ",
    "lambda λ", "mu μ", "pi π", "rho ρ", "sigma σ", "tau τ", "phi φ", "chi χ", "psi ψ", "omega ω",
)  # fmt: skip


def synonyms(term: str) -> frozenset[str]:
    """Return the stems that may stand for this one, itself left out."""
    return _KNOWN.get(term, frozenset()) - {term}


def _known() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in GROUPS:
        stems = frozenset(stem(word) for word in group.split())
        for one in stems:
            found[one] = found.get(one, frozenset()) | stems
    return found


_KNOWN = _known()
