"""The session in one file that plays it in a browser: on a telephone or tablet beside the mat, without a network."""
