"""A role taken away stays in the register with the moment; a seal names the tables sealed with it."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0014_second_factor"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="roleassignment",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="roleassignment",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="roleassignment",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="roleassignment",
            name="role_once_at_a_time",
        ),
        migrations.AddField(
            model_name="roleassignment",
            name="ended_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="dicabut"),
        ),
        migrations.AddField(
            model_name="roleassignment",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="dicabut oleh",
            ),
        ),
        migrations.AddField(
            model_name="roleassignmentevent",
            name="ended_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="dicabut"),
        ),
        migrations.AddField(
            model_name="roleassignmentevent",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="dicabut oleh",
            ),
        ),
        migrations.AddField(
            model_name="seal",
            name="alongside",
            field=models.JSONField(default=list),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roleassignment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')",
                    func='INSERT INTO "core_roleassignmentevent" ("acting", "agency_id", "ended_at", "ended_by_id", "ends_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "unit_id", "user_id") VALUES (NEW."acting", NEW."agency_id", NEW."ended_at", NEW."ended_by_id", NEW."ends_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."role", NEW."starts_on", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                    hash="293eb8693f20ac21c8bebdac222006bd4a888364",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ea6db",
                    table="core_roleassignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roleassignment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on' AND (OLD.* IS DISTINCT FROM NEW.*))",
                    func='INSERT INTO "core_roleassignmentevent" ("acting", "agency_id", "ended_at", "ended_by_id", "ends_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "unit_id", "user_id") VALUES (NEW."acting", NEW."agency_id", NEW."ended_at", NEW."ended_by_id", NEW."ends_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."role", NEW."starts_on", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                    hash="d27a15cb5648c46852aec8026d4dc6c63a38b791",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ac34c",
                    table="core_roleassignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roleassignment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')",
                    func='INSERT INTO "core_roleassignmentevent" ("acting", "agency_id", "ended_at", "ended_by_id", "ends_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "unit_id", "user_id") VALUES (OLD."acting", OLD."agency_id", OLD."ended_at", OLD."ended_by_id", OLD."ends_on", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."role", OLD."starts_on", OLD."unit_id", OLD."user_id"); RETURN NULL;',
                    hash="dec177b0ceaf57900a2a53a20cf4fd9694d7b925",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5c3ba",
                    table="core_roleassignment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("user", "="),
                    ("role", "="),
                    ("agency", "="),
                    (django.db.models.functions.comparison.Coalesce("unit", 0), "="),
                    (
                        models.Func(
                            "starts_on",
                            "ends_on",
                            models.Case(
                                models.When(ended_at=None, then=models.Value("[]")), default=models.Value("[)")
                            ),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="role_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False), ("ends_on__isnull", False)),
                    _connector="OR",
                ),
                name="role_ended_pair",
            ),
        ),
    ]
