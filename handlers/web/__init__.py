"""What is asked over HTTP: the webhook, the public agenda, health, figures."""
