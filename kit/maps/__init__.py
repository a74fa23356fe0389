"""One scene, three renderers: page, SVG, table; and the page as a folium map, to build on."""
