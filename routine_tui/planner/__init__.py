"""All that the full screen and the command line ask of a recovery, a module a subject."""
