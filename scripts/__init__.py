"""What the Makefile runs: static files, words, docs, measurements."""
