"""Publishing outward: what search engines, other sites and feed readers get to know. docs/publishing.md tells of it.

Whatever leaves by here was gathered for `Audience.AGENDA` or `Audience.SPACE`, so that the core decided what the public
sees of it; nothing here asks who is signed in.
"""
