"""The course as a folder of static files, which runs in a browser alone: JupyterLite and Pyodide."""
