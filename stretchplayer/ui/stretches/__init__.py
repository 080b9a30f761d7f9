"""The library of stretches, one stretch, and making one's own."""
