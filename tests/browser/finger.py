"""What a finger can press on a page, and is too small for one."""

from __future__ import annotations

from playwright.sync_api import Page

# A radio or a checkbox is pressed by its label, a progress bar not at all. A state on a map is as large as it is, and a
# finger near it means it: the tests of maps tap there. JupyterLab's own menus and bars are not a part of a lesson.
_TOO_SMALL = """() => {
const DESK = '.skip-link, .jp-SideBar, .jp-Toolbar, .cm-editor, #jp-top-panel, #jp-menu-panel, #jp-bottom-panel';
return [...document.querySelectorAll(
  'button, summary, select, label:not(:has(progress)), a[href], [role=button], .kit-grip, textarea,'
  + 'input:is([type=text], [type=range])')].filter(node => {
  const { width, height } = node.getBoundingClientRect();
  return width && height && Math.min(width, height) < 43.9
    && node.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !node.closest('.leaflet-interactive, .kit-unseen, ' + DESK);
}).map(node => {
  const { width, height } = node.getBoundingClientRect();
  return `${node.tagName}.${node.className} ${width} x ${height} ${node.textContent.slice(0, 40)}`;
}); }"""


def too_small(page: Page) -> list[str]:
    """Return what can be pressed and is smaller than 44 pixels, on a page and in its frames."""
    return [found for frame in page.frames for found in frame.evaluate(_TOO_SMALL)]
