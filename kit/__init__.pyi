# What `import kit` offers, for editors and type checkers; kit/__init__.py loads the same names lazily.
from kit.answers.course import course as course
from kit.charts.catalogue import chart as chart
from kit.checks.diagnostics import self_test as self_test
from kit.class_report.report import class_report as class_report
from kit.facts.membership import members as members
from kit.facts.provenance import cite as cite
from kit.facts.tables import load as load
from kit.lesson import start as start
from kit.maps.catalogue import flow_map as flow_map
from kit.maps.catalogue import map as map  # noqa: A004 - `kit.map`
from kit.maps.catalogue import member_map as member_map
from kit.maps.catalogue import place_map as place_map
from kit.paths import command as command
from kit.widgets.map_dial.widget import dial as dial
from kit.widgets.timeline.widget import timeline as timeline
