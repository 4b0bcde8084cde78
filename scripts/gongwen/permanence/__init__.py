"""Links that last: what was published keeps its address and its text, or says how it changed and where it went."""
