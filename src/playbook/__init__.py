"""The Backend Playbook: rules with a good and a bad example, both proven."""
