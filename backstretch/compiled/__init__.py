"""The program's own TOML files as Python values, which load in a tenth of the time.

``base/shipped_toml.py`` reads them. Each build makes them, and ``tools/make_docs.py`` after a change of those files:
nobody edits them, and no commit has them.
"""
