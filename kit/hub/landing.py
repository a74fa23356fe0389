"""Where a launch from a learning platform leads: a learner to the lesson of the activity, a teacher to its board."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from ltiauthenticator.lti13.auth import LTI13Authenticator
from ltiauthenticator.lti13.handlers import LTI13CallbackHandler
from traitlets import Unicode

from kit.hub.launch_claims import lesson_of, teaches
from kit.paths import notebooks_folder


class LandingHandler(LTI13CallbackHandler):  # type: ignore[misc] # it has no types
    """Ends a launch at what the activity is about."""

    def decode_and_validate_launch_request(self) -> dict[str, Any]:
        """Return what the platform says, once it is sure that the platform says so."""
        self._claims = dict(super().decode_and_validate_launch_request())
        return self._claims

    def get_next_url(self, user: object = None) -> str:
        """Return the page that the platform asks for, else that of the lesson, else the hub's own."""
        asked = str(super().get_next_url(user))
        hub, base = self.hub.base_url, self.settings["base_url"]
        place = landing(self._claims, Path(self.authenticator.given))
        if place is None or asked.startswith((f"{hub}user-redirect/", f"{base}services/")):
            return asked
        return f"{base if teaches(self._claims) else hub}{place}"


class PlatformAuthenticator(LTI13Authenticator):  # type: ignore[misc] # it has no types
    """Takes people from a platform to the lesson of the activity.

    Attributes
    ----------
    given : str
        The folder of what teachers have given out.
    """

    callback_handler = LandingHandler
    given = Unicode(config=True)


def landing(claims: dict[str, Any], given: Path) -> str | None:
    """Return the way to the lesson of a launch: a teacher's from the address of the server, a learner's from the hub.

    None where there is no notebook of that lesson, neither in the course nor in what was given out.
    """
    lesson = lesson_of(claims) or "-"
    own = [path.name for path in sorted(notebooks_folder().glob(f"{lesson}-*.ipynb"))]
    own += [path.relative_to(given).as_posix() for path in sorted(given.glob(f"*/{lesson}-*.ipynb"))]
    if not own:
        return None
    if teaches(claims):
        return f"services/class/board?lesson={quote(lesson)}"
    return f"user-redirect/doc/tree/{quote(own[0])}"
