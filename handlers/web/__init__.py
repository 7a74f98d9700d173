"""What is asked over HTTP: the webhook, health, figures."""
