"""Getting down to the floor and up again, as a card to read."""
