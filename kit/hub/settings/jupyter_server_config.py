# noqa: INP001 - Jupyter reads it as a file
"""What a learner's server on a class server sets, in addition to what `kit lab` sets."""

c = get_config()  # type: ignore[name-defined] # noqa: F821 - Jupyter gives it
c.ServerApp.jpserver_extensions = {
    "kit.hub.learner_server": True,
    "jupyterlab": True,
    "notebook": True,  # the page that pupils see
    "jupyter_lsp": False,  # nobody writes programs here, and each extension costs memory in every server
    "jupyter_server_terminals": False,
    "voila": False,
}
c.ServerApp.terminals_enabled = False
# Kernels talk through sockets in the learner's own folder: everybody on a machine can listen to its ports.
c.KernelManager.transport = "ipc"
