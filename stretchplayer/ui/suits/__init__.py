"""What suits the user: the page with its questions, and what other pages say about it."""
