"""What an export tells of a recovery, gathered once and the same for every format."""
