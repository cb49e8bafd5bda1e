"""Words and numbers a person reads: messages, their translation, and the one formatter."""
