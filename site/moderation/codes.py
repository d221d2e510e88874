"""Codes that decisions keep: names of rules, and reasons that rules give. Most are both."""

# Not rules: what the author did themselves, what passed, and a hook of django-comments.
CONFIRMED = "confirmed"
WITHDRAWN = "withdrawn"
PASSED = "passed"
HOOK = "hook"

TRUST = "trust"
BLOCKED = "blocked"
SUSPENDED_ADDRESS = "suspended-address"
WORDS = "words"
WORDS_REFUSED = "words-refused"
CLOSED_HOURS = "closed-hours"
FIRST_VOICE = "first-voice"
LINKS = "links"
SPAM_SIGNS = "spam-signs"
REPEATED = "repeated"
TOO_FAST = "too-fast"
DISPOSABLE = "disposable"
AKISMET = "akismet"
AKISMET_SPAM = "akismet-spam"

# What other verbs than a moderator's decision write: a suspension that hides the past, and reports that add up.
SUSPENDED = "suspended"
REPORTED = "reported"
