"""What became of the rules: each change of substance, written down beside them."""
