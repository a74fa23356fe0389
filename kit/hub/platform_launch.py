"""A launch from the school's learning platform (LTI 1.3): the platform says who somebody is, and what she may be."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from kit.files import write_whole
from kit.hub.configuration import GIVEN_OUT, STATE, secret
from kit.hub.grades import PLATFORM
from kit.hub.launch_claims import groups_of, place_of_grades
from kit.hub.system_accounts import SERVICE

LAUNCHES = "launches"


def launch_from(  # noqa: PLR0913 - what the administrator of a platform gives
    c: Any,  # noqa: ANN401 - of traitlets
    folder: Path,
    *,
    issuer: str,
    client_id: str,
    authorize_url: str,
    keys_url: str,
    token_url: str,
) -> None:
    """Let learners and teachers come from a platform, in the place of accounts of this server; call `configure` first.

    Who is an instructor there is a teacher here. A learner lands in the lesson of the activity, a teacher at its board.
    Where the platform takes grades, results of a lesson go back to it.

    Parameters
    ----------
    c : traitlets.config.Config
        What JupyterHub reads.
    folder : pathlib.Path
        The folder of the class server.
    issuer, client_id, authorize_url, keys_url, token_url : str
        What the platform shows when a tool is registered there.
    """
    launches = folder / STATE / LAUNCHES
    launches.mkdir(exist_ok=True)
    shutil.chown(launches, group=SERVICE)
    launches.chmod(0o750)
    c.JupyterHub.authenticator_class = "kit.hub.landing.PlatformAuthenticator"
    c.PlatformAuthenticator.given = str(folder / GIVEN_OUT)
    c.LTI13Authenticator.issuer = issuer
    c.LTI13Authenticator.client_id = {client_id}
    c.LTI13Authenticator.authorize_url = authorize_url
    c.LTI13Authenticator.jwks_endpoint = keys_url
    c.LTI13Authenticator.username_key = "sub"  # an id that the platform gives to nobody else
    c.Authenticator.manage_groups = True
    c.Authenticator.enable_auth_state = True
    c.Authenticator.post_auth_hook = _hook(launches)
    c.CryptKeeper.keys = [bytes.fromhex(secret(folder / STATE / "launch-key"))]
    c.JupyterHub.load_groups = {}  # the platform says who teaches
    about = {"issuer": issuer, "client_id": client_id, "token_url": token_url, "launches": str(launches)}
    service = next(each for each in c.JupyterHub.services if each["name"] == "class")
    service["environment"][PLATFORM] = json.dumps(about)


def _hook(launches: Path) -> Callable[..., Any]:
    async def hook(_authenticator: object, _handler: object, model: dict[str, Any]) -> dict[str, Any]:
        claims = model["auth_state"]
        model |= {"groups": groups_of(claims), "admin": False}
        if model["groups"] == ["learners"] and (place := place_of_grades(claims)):
            note_launch(launches, model["name"], str(claims["sub"]), *place)
        return model

    return hook


def note_launch(launches: Path, learner: str, platform_id: str, lesson: str, line: str) -> None:
    """Keep where a learner's result in a lesson goes; the last launch counts."""
    path = launches / f"{blake2b(f'{learner}/{lesson}'.encode(), digest_size=16).hexdigest()}.json"
    about = {"learner": learner, "id": platform_id, "lesson": lesson, "line": line}
    write_whole(path, json.dumps(about).encode())
    path.chmod(0o640)
    shutil.chown(path, group=launches.group())
