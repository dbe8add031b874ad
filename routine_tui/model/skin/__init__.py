"""What follows from check-ins: levels of concern, what to avoid, trends."""
