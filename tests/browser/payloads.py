"""Texts that would run, or become markup, where a page does not treat what people write as text."""

from __future__ import annotations

PAYLOADS = (
    "<script>window.hasRun=1</script>",
    "<img src=x onerror=window.hasRun=1>",
    "</textarea></select></fieldset><svg onload=window.hasRun=1>",
    '" autofocus onfocus="window.hasRun=1',
    "javascript:window.hasRun=1",
    "{{ 7*7 }}{% raise %}{ year }${window.hasRun=1}",
    "<iframe srcdoc='<script>parent.hasRun=1</script>'></iframe>",
    "<b>bold</b> &lt;i&gt; <!-- <style>*{display:none}</style>",
    "\u202eגב\u0000\ufffe`'\\",
)
_RUN = "window.hasRun=1"
_TAGS = ("img src=x", "svg", "body", "video src=x", "input autofocus", "details open", "iframe", "a href=x")
_EVENTS = ("onerror", "onload", "onfocus", "ontoggle", "onpointerover")
_MORE = (
    "<script src=data:text/javascript,window.hasRun=1></script>",
    "<ScRiPt>window.hasRun=1</sCrIpT>",
    "<scr<script>ipt>window.hasRun=1</script>",
    "</script><script>window.hasRun=1</script>",
    "<svg><script>window.hasRun=1</script></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.hasRun=1>",
    "<a href='javascript:window.hasRun=1'>x</a>",
    "<form action=javascript:window.hasRun=1><button>x</button></form>",
    "<object data=javascript:window.hasRun=1></object>",
    "<embed src=javascript:window.hasRun=1>",
    "<link rel=stylesheet href=x onerror=window.hasRun=1>",
    "<meta http-equiv=refresh content='0;url=javascript:window.hasRun=1'>",
    "<base href=javascript:window.hasRun=1//>",
    "<template><img src=x onerror=window.hasRun=1></template>",
    "<style>@import 'javascript:window.hasRun=1';</style>",
    "<div style='background:url(javascript:window.hasRun=1)'>",
    "<table background=javascript:window.hasRun=1>",
    "<noscript><p title='</noscript><img src=x onerror=window.hasRun=1>'>",
    "<xmp><img src=x onerror=window.hasRun=1></xmp>",
    "<!--><img src=x onerror=window.hasRun=1>-->",
    "<![CDATA[<img src=x onerror=window.hasRun=1>]]>",
    "&lt;script&gt;window.hasRun=1&lt;/script&gt;",
    "&#60;script&#62;window.hasRun=1&#60;/script&#62;",
    "\u003cscript\u003ewindow.hasRun=1\u003c/script\u003e",
    "＜script＞window.hasRun=1＜/script＞",
    "'-window.hasRun=1-'",
    '"];window.hasRun=1;//',
    "`${window.hasRun=1}`",
    "{{constructor.constructor('window.hasRun=1')()}}",
    "$$\\href{javascript:window.hasRun=1}{x}$$",
    "[x](javascript:window.hasRun=1)",
    '=HYPERLINK("javascript:window.hasRun=1")',
)
MANY = (*PAYLOADS[:-1], *_MORE, *(f"<{tag} {event}={_RUN}>" for tag in _TAGS for event in _EVENTS))
