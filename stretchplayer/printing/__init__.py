"""Pages for paper: painted without widgets."""
