"""Home check ("huis nakijken"): room by room, in own words. Ticks stay in the browser or on paper; we take nothing."""
