"""One scene, three renderers: folium, SVG, table."""
