"""What runs as a learner's server: her copies of the course, what the teacher gave out, JupyterLab, and the outbox."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from tornado.ioloop import PeriodicCallback

from kit.answers.outbox import Outbox, outbox_of
from kit.answers.store import AnswerStore
from kit.hub.given_out import ASSIGNMENTS, GIVEN, Letterbox
from kit.hub.learner_place import take_places
from kit.hub.patience import ask_again
from kit.lab.course_page import add_course_page
from kit.lab.jupyter_paths import look_in, prepare_jupyter
from kit.lab.notebook_copies import copy_notebooks
from kit.lab.start_jupyterlab import use_settings
from kit.language_choice import language_here
from kit.slow_imports import leave_out_slow_parts

COURSE = "course"  # the folder in a learner's home
_SOCKETS = ".run"  # in the home too; short, as the name of a socket has at most 107 characters
_LOOK_SECONDS = 5.0
_OWN_SETTINGS = Path(__file__).parent / "settings"


def main() -> None:
    """Lay out the course in the home of whoever this runs as, and start JupyterLab for JupyterHub."""
    os.environ.setdefault("KIT_LEARNER", os.environ.get("JUPYTERHUB_USER", ""))
    course = Path.home() / COURSE
    assignments = os.environ.get(ASSIGNMENTS, "")  # only teachers have it
    copy_notebooks(course, lambda _copy: False, guides=bool(assignments))
    if assignments:
        link_to(Path(assignments), Path.home() / "assignments")
    os.environ["JUPYTER_RUNTIME_DIR"] = str(Path.home() / _SOCKETS)
    os.chdir(course)
    prepare_jupyter()
    use_settings(language_here(course))
    look_in(_OWN_SETTINGS, "JUPYTER_CONFIG_PATH")
    leave_out_slow_parts()
    from jupyterhub.singleuser import main as serve

    serve()


def link_to(assignments: Path, link: Path) -> None:
    """Lead to the folder of the teachers, which may have moved; a file or folder that a teacher has put there stays."""
    if link.is_symlink():
        link.unlink()
    if not link.exists():
        link.symlink_to(assignments)


def _load_jupyter_server_extension(server: Any) -> None:  # noqa: ANN401 - of jupyter_server
    """Show the course with what the teacher gives out, and send what a kernel that was killed has left."""
    ask_again(server.identity_provider.hub_auth)
    letterbox = Letterbox(Path(os.environ.get(GIVEN) or "nowhere"), Path.cwd())
    outbox = outbox_of(AnswerStore().path)
    add_course_page(server, letterbox.notebooks, in_class=not os.environ.get(ASSIGNMENTS))
    server.io_loop.add_callback(PeriodicCallback(letterbox.empty, _LOOK_SECONDS * 1000).start)
    if isinstance(outbox, Outbox):
        take_places(server, outbox)
        outbox.wake(every=_LOOK_SECONDS)


if __name__ == "__main__":
    main()
