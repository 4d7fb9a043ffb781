"""The idea box: what neighbours would like here, who would like it too, and who organises it along.

Nobody approves an idea and nothing is put in order by how many want it. Who organises makes an activity of it.
"""
