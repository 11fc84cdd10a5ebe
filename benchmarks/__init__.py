"""The figures that the README claims, each measured beside its peer: `python -m benchmarks`."""
