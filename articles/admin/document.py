"""Documents at the desk: what readers download, each with its address to put into stories."""

from django.contrib import admin
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles import documents
from articles.admin.company import Company
from articles.admin.twotexts import TwoTexts
from articles.forms import DocumentForm
from articles.models import Document
from newsroom.press import links
from newsroom.press.desk import PublicAdmin


@admin.register(Document)
class DocumentAdmin(Company, TwoTexts, PublicAdmin):
    form = DocumentForm
    list_display = ("title", "address", "kind", "bytes", "created_at")
    search_fields = ("title", "name")
    search_help_text = _("Words of the newest 3,000 documents.")

    def get_fields(self, request, obj=None):
        """Let a file be what it is: another one has another address."""
        return ("title", "address", "kind", "bytes", "created_at") if obj else ("title", "file")

    def get_readonly_fields(self, request, obj=None):
        return ("address", "kind", "bytes", "created_at")

    @admin.display(description=_("address"))
    def address(self, document):
        address = document.get_absolute_url()
        return format_html('<a href="{}">{}</a>', address, links.absolute(address))

    @admin.display(description=_("size"))
    def bytes(self, document):
        return filesizeformat(document.size)

    def save_model(self, request, obj, form, change):
        if change:
            return obj.save()
        upload = form.cleaned_data["file"]
        return documents.receive(upload, upload.name, obj)

    def delete_model(self, request, obj):
        documents.delete(obj)

    def delete_queryset(self, request, queryset):
        for document in queryset:
            documents.delete(document)
