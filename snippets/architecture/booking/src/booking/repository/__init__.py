"""Where patients and appointments are kept."""
