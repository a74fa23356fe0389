"""The command line: each file of this folder has the commands of one part of a teacher's work."""

from __future__ import annotations

import click

from kit.cli.give_out import assign, export_items, release
from kit.cli.group import Commands
from kit.cli.open_lessons import lab, present, preview
from kit.cli.read_hand_ins import collect_hand_ins, forget_learner, report_class
from kit.cli.serve import hub, site, teach_class
from kit.cli.write_lessons import check, new, translate

_PAGE = {
    "Learn": (lab,),
    "Teach a class": (
        teach_class,
        hub,
        site,
        present,
        assign,
        release,
        collect_hand_ins,
        report_class,
        forget_learner,
        export_items,
    ),
    "Write items and lessons": (new, preview, check, translate),
}


@click.group(
    "kit", cls=Commands, page=_PAGE, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="heart-to-heart-kit", prog_name="kit")
def main() -> None:
    """Fifty years of Japan and ASEAN, read from one news story: the course, the class, your own items.

    Examples
    --------
      kit lab                                open the course
      kit present 03                         show lesson 03 on the projector
      kit report class-b --out report.html   say what the class knows
      kit COMMAND --help                     more on one command
    """
