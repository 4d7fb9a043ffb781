"""The phone team: one person to call at a time, one tap for what they said, and the next one comes by itself."""
