"""Documents of every kind, as small as they can be."""

import io
import zipfile

from articles import documents

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 4 + b"\n%%EOF"


def packed(*names, mimetype=""):
    """Return a packed folder that holds these names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x" * 100)
    return buffer.getvalue()


OFFICE = "[Content_Types].xml"
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
EXAMPLES = {
    "pdf": (PDF, "application/pdf", "inline"),
    "mp3": (b"ID3\x04" + bytes(40), "audio/mpeg", "inline"),
    "m4a": (b"\0\0\0\x20ftypM4A " + bytes(40), "audio/mp4", "inline"),
    "ogg": (b"OggS" + bytes(40), "audio/ogg", "inline"),
    "wav": (b"RIFF\x24\0\0\0WAVEfmt " + bytes(40), "audio/wav", "inline"),
    "mp4": (b"\0\0\0\x20ftypisom" + bytes(40), "video/mp4", "inline"),
    "webm": (b"\x1a\x45\xdf\xa3" + bytes(40), "video/webm", "inline"),
    "docx": (
        packed(OFFICE, "word/document.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "attachment",
    ),
    "xlsx": (
        packed(OFFICE, "xl/workbook.xml"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "attachment",
    ),
    "pptx": (
        packed(OFFICE, "ppt/presentation.xml"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "attachment",
    ),
    "odt": (
        packed("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
        "application/vnd.oasis.opendocument.text",
        "attachment",
    ),
    "ods": (
        packed("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "application/vnd.oasis.opendocument.spreadsheet",
        "attachment",
    ),
    "odp": (
        packed("content.xml", mimetype="application/vnd.oasis.opendocument.presentation"),
        "application/vnd.oasis.opendocument.presentation",
        "attachment",
    ),
    "epub": (
        packed("a.xhtml", mimetype="application/epub+zip"),
        "application/epub+zip",
        "attachment",
    ),
    "csv": (b"town,boats\nNor Kap,3\n", "text/csv; charset=utf-8", "attachment"),
    "txt": ("Լիճ\n".encode(), "text/plain; charset=utf-8", "attachment"),
    "zip": (packed("a.txt"), "application/zip", "attachment"),
    "doc": (OLD_OFFICE, "application/msword", "attachment"),
    "xls": (OLD_OFFICE, "application/vnd.ms-excel", "attachment"),
    "ppt": (OLD_OFFICE, "application/vnd.ms-powerpoint", "attachment"),
}


def document(data=PDF, name="Annual Report.pdf", title="Annual report"):
    made = documents.prepare(io.BytesIO(data), name)
    made.title = title
    made.save()
    return made


def body(response):
    return b"".join(response) if response.streaming else response.content
