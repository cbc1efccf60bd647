"""What people do in each room, as sentences; the journeys put them in order."""
