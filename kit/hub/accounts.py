"""Accounts of the class server itself: learners sign up, a teacher lets them in."""

from __future__ import annotations

from typing import Any

import bcrypt
from nativeauthenticator import NativeAuthenticator
from nativeauthenticator.handlers import LoginHandler
from nativeauthenticator.orm import UserInfo
from traitlets import Dict


class ClassAuthenticator(NativeAuthenticator):  # type: ignore[misc] # it has no types
    """NativeAuthenticator, in which the names of teachers are taken from the beginning.

    Attributes
    ----------
    first_passwords : dict of str to str
        Of each teacher, until she chooses one of her own: whoever signs up first cannot take her name.
    """

    first_passwords = Dict(config=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as JupyterHub has it
        super().__init__(*args, **kwargs)
        for name, password in self.first_passwords.items():
            if not self.user_exists(name):
                digest = bcrypt.hashpw(password.encode(), bcrypt.gensalt())
                name_here = self.normalize_username(name)  # in small letters, as whoever logs in is looked up
                self.db.add(UserInfo(username=name_here, password=digest, is_authorized=True))
        self.db.commit()


class _NoTimer:
    """NativeAuthenticator 1.3 measures its login with what JupyterHub 6 no longer has."""

    def timer(self, _name: str) -> _NoTimer:
        return self

    def start(self) -> _NoTimer:
        return self

    def stop(self, *, send: bool) -> None:
        """Measure nothing."""


LoginHandler.statsd = _NoTimer()
