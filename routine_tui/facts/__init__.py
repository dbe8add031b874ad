"""The facts that come with the program: TOML in ``data``, read once when they are first asked for."""
