"""The page to share, free of any format: its blocks, their words and their order."""
