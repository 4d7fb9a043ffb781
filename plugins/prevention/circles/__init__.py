"""Theme circles: people and organisations active in a theme find each other. They share an agenda, materials, contact.

Anybody starts one or joins; whoever takes part may change it. There is no boss, and every change can be put back.
"""
