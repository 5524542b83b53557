"""The addresses of the newsletters."""

from django.urls import path

from newsletter import feeds, provider, views

urlpatterns = [
    path("", views.newsletter_list, name="newsletter_list"),
    path("feed/<slug:slug>/", feeds.issue_feed, name="issue_feed"),
    path("issues/<slug:slug>/", views.issue_list, name="issue_list"),
    path("issues/<slug:newsletter>/<slug:slug>/", views.issue_detail, name="issue_detail"),
    path("signup/", views.signup, name="signup"),
    path("confirm/<token>/", views.subscription_confirm, name="subscription_confirm"),
    path(
        "confirm/<token>/renew/",
        views.subscription_confirm_renew,
        name="subscription_confirm_renew",
    ),
    path("preferences/<token>/", views.preferences, name="preferences"),
    path("preferences/<token>/renew/", views.preferences_renew, name="preferences_renew"),
    path("preferences/<token>/pause/", views.pause, name="pause"),
    path("preferences/<token>/resume/", views.resume, name="resume"),
    path("preferences/<token>/address/", views.address_change, name="address_change"),
    path("preferences/<token>/data/", views.reader_data, name="reader_data"),
    path("preferences/<token>/erase/", views.reader_erase, name="reader_erase"),
    path("address/<token>/", views.new_address, name="new_address"),
    path("erased/", views.reader_erased, name="reader_erased"),
    path("unsubscribe/<token>/", views.unsubscribe, name="unsubscribe"),
    path("unsubscribe/<token>/undo/", views.resubscribe, name="resubscribe"),
]
if reports := provider.reports():
    urlpatterns.append(path("reports/", reports, name="provider_reports"))
