"""This is where the key stands in a request, and not the key."""

API_KEY = "X-Clinic-Key-V2"
