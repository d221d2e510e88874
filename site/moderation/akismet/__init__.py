"""Asks Akismet whether a guest's words are spam. They are held until it has answered; without an answer they stay so."""

from moderation.akismet.asking import ask_about, correct, may_release

__all__ = ["ask_about", "correct", "may_release"]
