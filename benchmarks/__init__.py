"""How fast the program is, beside a yardstick of the same run. Run by hand: ``python -m benchmarks.all``."""
