"""Everything that a recovery's file holds. A change of a field in here needs a migration."""
