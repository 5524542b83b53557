"""Reading an answer as its reader does: as a tree of elements, not as a string."""

import re
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

from newsroom.press import ribbon

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
STORY = re.compile(r"/\d{4}/\d{2}/[\w-]{3,}/")


class _Reader(HTMLParser):
    """Builds a tree and refuses elements that are closed in the wrong order or never."""

    def __init__(self):
        super().__init__()
        self.tree, self.open = TreeBuilder(), []

    def handle_starttag(self, tag, attrs):
        self.tree.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.tree.end(tag)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tree.start(tag, {name: value or "" for name, value in attrs})
        self.tree.end(tag)

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes another element"
        self.tree.end(tag)

    def handle_data(self, data):
        self.tree.data(data)


def page(response) -> Element:
    """Return the root of the HTML page in an answer; an XPath of ElementTree finds what is in it."""
    reader = _Reader()
    reader.feed(response.content.decode())
    assert reader.open == []
    return reader.tree.close()


def one(response, path) -> Element:
    """Return the only element that the XPath finds, in a page or inside an element."""
    (found,) = (response if isinstance(response, Element) else page(response)).findall(path)
    return found


def texts(response, path) -> list[str]:
    """Return the text of every element that the XPath finds."""
    return [text(element) for element in page(response).findall(path)]


def text(element) -> str:
    """Return what an element says, its spaces made single."""
    return " ".join("".join(element.itertext()).split())


def headlines(response) -> list[str]:
    """Return the headlines of the stories that the page leads to, in the order of the page."""
    headings = (each for each in page(response).find(".//main").iter() if each.tag in ("h2", "h3"))
    links = (heading.find("a") for heading in headings)
    return [text(a) for a in links if a is not None and STORY.fullmatch(a.get("href"))]


def without_strip(response) -> str:
    """Return a page without what is laid over it for one person."""
    page = response.text.replace(f"<style>{ribbon.STYLE}</style>", "")
    return re.sub(r'<aside class="ribbon".*?</aside>', "", page, count=1, flags=re.DOTALL)
