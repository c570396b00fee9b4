"""Measurements: `make bench`, or `.venv/bin/python -m bench NAME …` for some of them."""
