"""Who opens and who closes when no host is there: staffed hours, a rota, a warning in time, the heating list."""
