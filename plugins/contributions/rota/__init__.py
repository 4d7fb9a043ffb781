"""Work that comes back: a rota with dates, fixed places and stand-ins. Nobody is counted, nobody is indispensable."""
