"""Run the program with ``python -m routine_tui``."""

from routine_tui.cli import main

main()
