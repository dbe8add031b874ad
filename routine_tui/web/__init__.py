"""The full screen in a browser on this machine, by textual-serve: who may come in, and the page that shows it."""
