"""Products in use, and what their ingredients lists hold."""
