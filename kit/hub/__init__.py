"""A class server: JupyterHub with accounts, a process for each learner, and the service that takes the answers."""
