"""The files for a cluster name what there is: modules, scopes and variables of the kit."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import yaml
from jupyterhub.app import JupyterHub
from jupyterhub.scopes import scope_definitions
from ltiauthenticator.lti13.auth import LTI13Authenticator
from traitlets.config import Config

from kit.answers.outbox import ADDRESS
from kit.hub.class_service import TEACH
from kit.live.database import ADDRESS as DATABASE

FOLDER = Path(__file__).parents[2] / "docs" / "cluster"
VALUES = yaml.safe_load((FOLDER / "values.yaml").read_text(encoding="utf-8"))
CONTAINER = (FOLDER / "Containerfile").read_text(encoding="utf-8")


def test_the_programs_are_there():
    """Each module that a container starts or imports is one of the kit."""
    text = CONTAINER + yaml.safe_dump(VALUES)
    named = set(re.findall(r"kit\.hub\.\w+", text))
    assert {"kit.hub.class_service", "kit.hub.learner_server", "kit.hub.launch_claims"} <= named
    assert all(find_spec(name) for name in named)
    settings = Config()
    exec(VALUES["hub"]["extraConfig"]["class"], {"c": settings})  # noqa: S102 - what the hub of a cluster runs
    assert TEACH in settings.JupyterHub.custom_scopes


def test_scopes_and_variables_are_those_of_the_kit():
    """Learners may reach the service, teachers may teach, and the variables have the names that the kit reads."""
    hub = VALUES["hub"]
    assert TEACH in hub["loadRoles"]["teacher"]["scopes"]
    assert TEACH in hub["services"]["class"]["oauth_client_allowed_scopes"]
    assert TEACH not in hub["loadRoles"]["user"]["scopes"]
    assert "access:services!service=class" in hub["loadRoles"]["server"]["scopes"]
    assert VALUES["singleuser"]["extraEnv"].keys() == {ADDRESS}
    assert hub["extraEnv"].keys() == {DATABASE}


def test_settings_and_scopes_are_those_of_jupyterhub():
    """The chart's schema leaves open what JupyterHub is told: each setting and each scope is one that there is."""
    classes = {"LTI13Authenticator": LTI13Authenticator, "Authenticator": LTI13Authenticator, "JupyterHub": JupyterHub}
    assert VALUES["hub"]["config"].keys() == classes.keys()
    for name, settings in VALUES["hub"]["config"].items():
        assert settings.keys() <= classes[name].class_traits(config=True).keys()
    given = {scope for role in VALUES["hub"]["loadRoles"].values() for scope in role["scopes"]} - {TEACH}
    assert {scope.partition("!")[0] for scope in given} <= scope_definitions.keys()


def test_no_password_is_in_the_file():
    """What is secret comes from a secret of the cluster."""
    assert "secretKeyRef" in yaml.safe_dump(VALUES["hub"]["extraEnv"])
    assert not re.search(r"://[^@/]*:[^@/]*@", (FOLDER / "values.yaml").read_text(encoding="utf-8"))


def test_it_is_said_that_nobody_has_run_it():
    """Both files say so themselves."""
    for name in ("values.yaml", "Containerfile"):
        assert "ever run on a cluster" in (FOLDER / name).read_text(encoding="utf-8")
