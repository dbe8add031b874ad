"""Parts of the screen that draw and ask; none of them keeps what happened."""
