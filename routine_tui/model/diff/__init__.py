"""What differs between two states of a recovery, one line a difference."""
