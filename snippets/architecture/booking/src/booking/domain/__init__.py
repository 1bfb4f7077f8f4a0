"""What the clinic knows: rules that need neither HTTP nor a database."""
