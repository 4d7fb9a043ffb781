"""Calendars of others (RFC 5545), read with care: fetched from the open internet alone, small, soon, and in bounds.

`addresses` says with whom we speak, `fetching` gets the bytes, `expanding` reads them in a process apart whose time and
memory are limited, `reading` starts that process and makes plain values of its answer. Nothing here keeps anything.
Every expected no is an `Unusable` with a key and plain words.
"""
