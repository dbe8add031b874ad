"""The heart: frozen values and pure functions. No files, no clock, no screen."""
