"""HTTP, and nothing else: a call of the service for each request, an answer for each result."""
