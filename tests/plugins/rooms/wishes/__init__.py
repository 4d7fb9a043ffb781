"""What users of comparable systems asked for (peers.md, section 2), each with the number of its thread."""
