"""JupyterLab on the course: a student's own copies of the notebooks, and the server that opens them."""
