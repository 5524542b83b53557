"""Archives that are brought in from the desk: by a worker, in a process of its own, and again where that one dies."""
