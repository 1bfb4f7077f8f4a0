"""The rules for programs that write code: files that they read, and a server that they ask."""
