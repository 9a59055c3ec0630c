"""Session files edited, undone, saved and rescued: nothing that a person wrote is lost.

A place, ``where``, is the way from the file to a value: ``("title",)``, ``("steps", 0, "hold")``,
``("steps", 2, "steps", 1, "reps", "from")``. Every edit is a function of a ``Document`` that gives a new one, and
raises ``EditError``, one line for a person, if it cannot be made.
"""
