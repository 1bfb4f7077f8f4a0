"""The tools that find a rule broken."""
