"""One chart, four ways to read it: figure, picture, table, list."""
