"""Screens that ask something and go away; each can be left with Escape, and nothing is lost."""
