"""Where the names of states are written on a map; `page/view.js` hides on the screen those that have no room."""

from __future__ import annotations

# Latitude, longitude and side of the name, where the middle of the largest part is crowded.
NAME_PLACES = {
    "BRN": (4.6, 115.0, "right"),
    "IDN": (-2.6, 114.2, "center"),
    "JPN": (38.6, 141.7, "right"),
    "KHM": (12.6, 105.0, "center"),
    "LAO": (19.3, 103.0, "center"),
    "MMR": (23.0, 96.3, "center"),
    "MYS": (4.9, 102.4, "center"),
    "PHL": (17.0, 122.3, "right"),
    "SGP": (1.35, 103.8, "right"),
    "TLS": (-8.9, 125.9, "right"),
    "VNM": (17.2, 107.9, "right"),
}
