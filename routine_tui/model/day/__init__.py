"""What is asked of a day or of many: states of steps, amounts, adherence."""
