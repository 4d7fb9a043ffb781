"""The public read API, version 1: houses, what is on, rooms and when they are taken, as JSON below `/api/v1`.

`values` says what is answered, `views` how it is found, `told` ties the two and refuses what it does not know, and
`openapi` makes the document out of all that. What is there stays as it is; what is added later is added.
"""
