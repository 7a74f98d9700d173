"""Relais 8.7: what the product knows and does. No Telegram outside bot/telegram, no SQL anywhere."""
