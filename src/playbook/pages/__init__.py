"""The site's pages: what MkDocs is given, and what other tools read."""
