"""What follows from visits, courses and procedures: what to bring, where plans meet, what to expect by when."""
