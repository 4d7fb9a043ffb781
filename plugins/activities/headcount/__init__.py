"""How many were there: a number in two taps, no names. Organisers and hosts see it; what is told of it is a sum."""
