"""A proof run under CPython: in a child process, for pytest and for the command line."""
