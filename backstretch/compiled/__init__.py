"""The program's own TOML files as Python values, which load in a tenth of the time.

``base/shipped_toml.py`` reads them, and ``tools/make_docs.py`` writes them: nobody edits them.
"""
