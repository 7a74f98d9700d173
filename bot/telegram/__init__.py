"""The one place that speaks to Telegram: python-telegram-bot in, values of bot.conversation out."""
