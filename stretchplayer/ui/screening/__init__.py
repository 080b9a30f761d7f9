"""The safety questions: a page over the whole window, from the first question to the promise."""
