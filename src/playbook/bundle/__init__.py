"""What the browser is served to run the examples."""
