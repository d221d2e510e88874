"""What publishing a voice costs for those who follow: one row, however many they are."""

from listening.events import Move
from listening.models import State, Voice
from listening.tasks import tell_followers


def tell_of_new_voices(voice: Voice, move: Move) -> None:
    """Queue the job that tells followers. Nobody is told of what was brought along, or twice."""
    if move.after == State.PUBLIC != move.before and not voice.imported:
        tell_followers.enqueue(voice.pk)
