"""Harnesses: they hold Holdfast, and the tools it must live with, to their promises from outside.

Words: a *tool* is a program that speaks restic's verbs (tools.py); a *tree* is a source to protect (trees.py); a *claim* is
one sentence that a run shows or refutes (claims.py). Everything here uses Python's standard library only and shares no code
with what it judges, so that a mistake in Holdfast cannot hide in its own test. A run prints its seed, works in one temporary
directory below TMPDIR, ends only the processes that it started, and exits 1 when a claim failed.
"""
