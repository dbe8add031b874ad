"""Steps on a phone: tasks, plans, and syncs with a server of this machine."""
