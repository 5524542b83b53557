"""The addresses of the newsletters."""

from django.urls import path

from newsletter import provider, views

urlpatterns = [
    path("", views.newsletter_list, name="newsletter_list"),
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
    path("unsubscribe/<token>/", views.unsubscribe, name="unsubscribe"),
    path("unsubscribe/<token>/undo/", views.resubscribe, name="resubscribe"),
]
if reports := provider.reports():
    urlpatterns.append(path("reports/", reports, name="provider_reports"))
