"""All environments send their mail through this provider, at this address."""

SMTP_HOST = "smtp.provider.example"
