"""Progress: a week as it was, weeks side by side, and the numbers behind both."""
