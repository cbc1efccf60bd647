"""Addresses of this room."""

from django.urls import path

from datasources.views import (
    deliveries,
    disposals,
    elsewhere,
    evidence,
    explore,
    layouts,
    measures,
    personal,
    providers,
    reminders,
    replies,
    sources,
    uploads,
)

urlpatterns = [
    path("partnerships/<slug:slug>/data/", sources.source_list, name="source-list"),
    path("partnerships/<slug:slug>/data/new/", sources.source_create, name="source-create"),
    path("partnerships/<slug:slug>/data/start/", sources.register_start, name="register-start"),
    path(
        "partnerships/<slug:slug>/data/calendar/", sources.source_calendar, name="source-calendar"
    ),
    path("partnerships/<slug:slug>/data/upload/", deliveries.upload, name="upload"),
    path("partnerships/<slug:slug>/data/explore/", explore.explore, name="explore"),
    path(
        "partnerships/<slug:slug>/data/explore/keep/", explore.question_keep, name="question-keep"
    ),
    path("partnerships/<slug:slug>/data/measures/", measures.measure_list, name="measure-list"),
    path(
        "partnerships/<slug:slug>/data/measures/new/",
        measures.measure_create,
        name="measure-create",
    ),
    path(
        "partnerships/<slug:slug>/data/measures/<slug:measure_slug>/",
        measures.measure_detail,
        name="measure-detail",
    ),
    path(
        "partnerships/<slug:slug>/data/measures/<slug:measure_slug>/edit/",
        measures.measure_edit,
        name="measure-edit",
    ),
    path(
        "partnerships/<slug:slug>/data/measures/<slug:measure_slug>/retire/",
        measures.measure_retire,
        name="measure-retire",
    ),
    path(
        "partnerships/<slug:slug>/data/<slug:source_slug>/",
        sources.source_detail,
        name="source-detail",
    ),
    path(
        "partnerships/<slug:slug>/data/<slug:source_slug>/pictures/<int:number>/",
        sources.source_picture,
        name="source-picture",
    ),
    path(
        "partnerships/<slug:slug>/data/<slug:source_slug>/edit/",
        sources.source_edit,
        name="source-edit",
    ),
    path(
        "partnerships/<slug:slug>/data/<slug:source_slug>/review/",
        sources.source_review,
        name="source-review",
    ),
    path(
        "partnerships/<slug:slug>/data/<slug:source_slug>/rows/",
        sources.source_rows,
        name="source-rows",
    ),
    path(
        "partnerships/<slug:slug>/data/<slug:source_slug>/upload/",
        deliveries.delivery_create,
        name="delivery-create",
    ),
    path("partnerships/<slug:slug>/disposals/", disposals.disposal_list, name="disposal-list"),
    path("partnerships/<slug:slug>/uploads/", uploads.upload_create, name="upload-create"),
    path("uploads/<uuid:pk>/", uploads.upload_detail, name="upload-detail"),
    path("uploads/<uuid:pk>/discard/", uploads.upload_discard, name="upload-discard"),
    path("partnerships/<slug:slug>/your-files/", providers.own_sources, name="own-sources"),
    path(
        "partnerships/<slug:slug>/your-files/<slug:source_slug>/send/",
        providers.own_send,
        name="own-send",
    ),
    path("your-deliveries/<int:pk>/", providers.own_delivery, name="own-delivery"),
    path("your-deliveries/<int:pk>/progress/", providers.own_progress, name="own-progress"),
    path("your-deliveries/<int:pk>/set-aside.csv", providers.own_set_aside, name="own-set-aside"),
    path("deliveries/<int:pk>/", deliveries.delivery_detail, name="delivery-detail"),
    path("deliveries/<int:pk>/progress/", deliveries.delivery_progress, name="delivery-progress"),
    path("deliveries/<int:pk>/accept/", deliveries.delivery_accept, name="delivery-accept"),
    path("deliveries/<int:pk>/put-back/", deliveries.delivery_put_back, name="delivery-put-back"),
    path("deliveries/<int:pk>/plan/", deliveries.delivery_plan, name="delivery-plan"),
    path(
        "deliveries/<int:pk>/plan/progress/",
        deliveries.delivery_plan_progress,
        name="delivery-plan-progress",
    ),
    path("deliveries/<int:pk>/reject/", deliveries.delivery_reject, name="delivery-reject"),
    path(
        "deliveries/<int:pk>/delete-originals/",
        deliveries.originals_delete,
        name="originals-delete",
    ),
    path(
        "deliveries/<int:pk>/read-as/<slug:kind>/",
        elsewhere.delivery_elsewhere,
        name="delivery-elsewhere",
    ),
    path("deliveries/<int:pk>/layout/", layouts.delivery_layout, name="delivery-layout"),
    path(
        "partnerships/<slug:slug>/data/<slug:source_slug>/remind/",
        reminders.source_remind,
        name="source-remind",
    ),
    path("reminders/<int:pk>/send/", reminders.reminder_send, name="reminder-send"),
    path("deliveries/<int:pk>/reply/", replies.delivery_reply, name="delivery-reply"),
    path("replies/<int:pk>/send/", replies.reply_send, name="reply-send"),
    path("deliveries/<int:pk>/stop/", deliveries.delivery_stop, name="delivery-stop"),
    path("deliveries/<int:pk>/personal/", personal.delivery_personal, name="delivery-personal"),
    path("deliveries/<int:pk>/retry/", deliveries.delivery_retry, name="delivery-retry"),
    path(
        "deliveries/<int:pk>/set-aside.csv",
        deliveries.delivery_set_aside,
        name="delivery-set-aside",
    ),
    path(
        "deliveries/<int:pk>/rows-to-mend",
        deliveries.delivery_rows_to_mend,
        name="delivery-rows-to-mend",
    ),
    path("delivery-files/<int:pk>/", deliveries.delivery_file, name="delivery-file"),
    path("evidence/<int:pk>/", evidence.evidence_detail, name="evidence-detail"),
    path("evidence/<int:pk>/table.csv", evidence.evidence_csv, name="evidence-csv"),
    path("evidence/<int:pk>/picture.svg", evidence.evidence_svg, name="evidence-svg"),
    path("evidence/<int:pk>/chart.json", evidence.evidence_chart, name="evidence-chart"),
]
