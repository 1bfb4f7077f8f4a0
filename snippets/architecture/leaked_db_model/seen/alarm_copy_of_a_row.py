"""Every column is read in order to copy the row, and nobody is answered with them."""

from sqlalchemy import inspect
from sqlalchemy.orm import DeclarativeBase


def copy_of(row: DeclarativeBase) -> DeclarativeBase:
    return type(row)(**{column.key: getattr(row, column.key) for column in inspect(row).mapper.column_attrs})
