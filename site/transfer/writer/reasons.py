"""Why something that was read is left as it is here."""

DELETED = "it was deleted here since it was brought in"
GONE = "its text was deleted here since it was brought in"
EDITED = "it was edited here since; the newer text of the export was not written over it"
