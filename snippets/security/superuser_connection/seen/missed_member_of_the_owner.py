"""The application becomes a member of the role that owns the tables. Nothing in the name says that it does."""

RIGHTS = "GRANT clinic TO clinic_app"
