"""Who said it: from the words of a source beside its cue to the fullest name the document gives."""

from quotes.speakers.attribution import attribute

__all__ = ["attribute"]
