"""What neighbours like to do, in their own words: seen as far as they say, and never judged by anybody.

Tasks find people through it, one asked after another; people find tasks. No is as good an answer as any.
"""
