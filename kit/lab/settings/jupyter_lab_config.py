# noqa: INP001 - Jupyter reads it as a file
"""What `kit lab` sets: nothing is installed from JupyterLab, and its Voila shows lessons on the projector."""

from kit.lab.present import present
from kit.lab.voila_page import VOILA_SETTINGS

c = get_config()  # type: ignore[name-defined] # noqa: F821 - Jupyter gives it
c.LabApp.extension_manager = "readonly"
c.ServerApp.allow_root = True  # in a container one is root; only this computer reaches the server, with its token
c.VoilaConfiguration.update({**VOILA_SETTINGS, "prelaunch_hook": present})
c.KernelManager.transport_encryption = "auto"  # others on the same computer read nothing; else the kernel warns
