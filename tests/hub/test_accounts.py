"""Who gets in: teachers from the first day, learners when a teacher lets them, nobody under another's name."""

from __future__ import annotations

import asyncio
from pathlib import Path

from class_server import TEACHER, ClassServer, Visitor
from jupyterhub.orm import new_session_factory

from kit.hub.accounts import ClassAuthenticator

LEARNER, PASSWORD = "yuki", "a long word of yuki"


def test_a_learner_is_let_in_by_a_teacher(hub: ClassServer):
    """A learner signs up and waits; the teacher opens the list and lets her in; then she can log in."""
    learner, teacher = Visitor(hub), Visitor(hub)
    assert "sent to the admin" in learner.sign_up(LEARNER, PASSWORD)
    assert learner.log_in(LEARNER, PASSWORD).endswith("hub/login")
    assert not teacher.log_in(TEACHER, hub.first_password(TEACHER)).endswith("hub/login")
    status, _, page = teacher.get("hub/authorize")
    assert status == 200
    assert LEARNER in page
    teacher.get(f"hub/authorize/{LEARNER}")
    assert learner.log_in(LEARNER, PASSWORD, "hub/login?next=%2Fhub%2Fhome").endswith("hub/home")


def test_the_name_of_a_teacher_is_taken_from_the_beginning(hub: ClassServer):
    """Whoever signs up first as a teacher gets nothing: the account is there, with a password for root alone."""
    visitor = Visitor(hub)
    assert "already in use" in visitor.sign_up(TEACHER, "a word of somebody else")
    assert visitor.log_in(TEACHER, "a word of somebody else").endswith("hub/login")


def test_a_teacher_whose_name_has_capitals_logs_in(tmp_path: Path):
    """Her account is there from the beginning too, and is the same one after a restart."""
    passwords = {"Tanaka": "the first word"}
    for _ in range(2):
        database = new_session_factory(f"sqlite:///{tmp_path}/hub.sqlite")()
        accounts = ClassAuthenticator(db=database, first_passwords=passwords)
        assert accounts.create_user("tanaka", "a word of somebody else") is None
        wish = {"username": "Tanaka", "password": "the first word"}
        assert asyncio.run(accounts.authenticate(None, wish)) == "tanaka"


def test_a_short_or_common_password_is_refused(hub: ClassServer):
    """Neither is there an account afterwards."""
    for password in ("short", "password1"):
        assert "Something went wrong" in Visitor(hub).sign_up("kenji", password)
        assert Visitor(hub).log_in("kenji", password).endswith("hub/login")


def test_a_learner_may_not_let_anybody_in(hub: ClassServer):
    """The pages of the teacher answer a learner with a refusal."""
    hub.ask("hub/api/users/mei", method="POST", data=b"")
    assert hub.status("hub/authorize", hub.add("mei")) == 403
    assert hub.status("hub/change-password/sensei", hub.add("mei")) in (403, 404)
