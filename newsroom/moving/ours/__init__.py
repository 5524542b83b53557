"""Read back what an export of a newsroom like this one says beyond WordPress's words: a paper that moves is as it was.

The facts may come from anybody's file: each is taken only where a field of ours takes it, and none makes public what
the file does not publish.
"""
