"""The layers of a map: each says itself as SVG, as data for Leaflet, as rows of a table and as lines to listen to."""
