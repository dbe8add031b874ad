"""Words in, words out."""


def main() -> None:
    """Run the program."""
    raise SystemExit(2)
