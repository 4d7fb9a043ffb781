"""Tests are about behaviour. See CONTRIBUTING in the README."""
