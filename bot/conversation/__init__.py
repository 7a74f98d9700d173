"""The words of a conversation, whatever the messenger: what comes in, what goes out."""
