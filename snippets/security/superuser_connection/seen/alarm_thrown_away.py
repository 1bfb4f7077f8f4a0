"""The tests make this database and throw it away. The tool sees an address like any other."""

DATABASE = "postgresql+psycopg://postgres:postgres@database/test"
