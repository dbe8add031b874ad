"""Today, Calendar and Routine: what the main screen shows, one at a time."""
