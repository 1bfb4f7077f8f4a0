"""A clinic's booking service."""
