"""routine_tui: a calm daily routine for skin that is healing."""

__version__ = "0.1.0"
