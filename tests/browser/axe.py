"""What shuts people out of a page, found by a machine: on a phone and at a desk, by day and by night."""

from axe_playwright_python.base import AXE_SCRIPT

WIDTHS = (360, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What these judge is all that may differ by night, to which NOT_OF_COLOUR holds the styles.
COLOURS = ["color-contrast", "link-in-text-block"]

FAULTS = """([rules, part]) => axe.run(part, {runOnly: rules, resultTypes: ["violations"]}).then(
    report => report.violations.map(each => [each.id, each.nodes[0].html]))"""
WIDER = "() => document.documentElement.scrollWidth - innerWidth"
AT_ONCE = "* { transition: none !important; }"  # colours that change little by little are judged at no moment
NOT_OF_COLOUR = """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
    .filter(rule => rule.conditionText?.includes("prefers-color-scheme"))
    .flatMap(night => [...night.cssRules]).flatMap(rule => [...rule.style].filter(name =>
        !/^background|^color-scheme$/.test(name) && !CSS.supports("color", rule.style.getPropertyValue(name))))"""


def faults(page, part="html"):
    """Return what is wrong with this page, or with one part of it, in windows of every width by day and night."""
    page.add_style_tag(content=AT_ONCE)
    page.evaluate(AXE_SCRIPT)
    found = [("styled by night", name) for name in page.evaluate(NOT_OF_COLOUR)]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for light, rules in (("light", RULES), ("dark", COLOURS)):
            page.emulate_media(color_scheme=light)
            found += [(width, light, *fault) for fault in page.evaluate(FAULTS, [rules, part])]
        found += [(width, "wider than the window")] * (page.evaluate(WIDER) > 0)
    return found
