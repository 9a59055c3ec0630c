"""One run, for every front end: what is asked before, what happens, what is kept and said afterwards."""
