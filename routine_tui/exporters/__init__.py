"""The summary to share, and a file for each format it can be written in."""
