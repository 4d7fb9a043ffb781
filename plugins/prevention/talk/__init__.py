"""Worried about somebody? A guide to talk with them first. It has no form: nobody's name can be left behind here."""
