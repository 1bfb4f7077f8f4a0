"""Scan other people's code with the tools that the rules name, and cite the rule at each place."""
