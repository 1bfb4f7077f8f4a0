"""The attempt must stay in the table although the payment fails, so it has a transaction of its own."""

from sqlalchemy import Engine, text


def pay(engine: Engine, invoice: int) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO attempts (invoice) VALUES (:invoice)"), {"invoice": invoice})
    with engine.begin() as connection:
        connection.execute(text("UPDATE invoices SET paid = true WHERE id = :invoice"), {"invoice": invoice})
