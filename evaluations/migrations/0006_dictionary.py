import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.fields.json
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('core', '0014_second_factor'),
        ('evaluations', '0005_trail_by_person'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CompetencyVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='versi')),
                ('valid_from', models.DateField(verbose_name='berlaku sejak')),
                ('definition', models.TextField(verbose_name='definisi')),
                ('issuer', models.CharField(default='', max_length=120, verbose_name='instansi pembina')),
                ('legal_basis', models.CharField(default='', max_length=200, verbose_name='dasar hukum')),
                ('made_at', models.DateTimeField(verbose_name='dibuat')),
            ],
            options={
                'verbose_name': 'versi kompetensi',
                'ordering': ['competency', '-number'],
            },
        ),
        migrations.CreateModel(
            name='CompetencyVersionEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField(verbose_name='versi')),
                ('valid_from', models.DateField(verbose_name='berlaku sejak')),
                ('definition', models.TextField(verbose_name='definisi')),
                ('issuer', models.CharField(default='', max_length=120, verbose_name='instansi pembina')),
                ('legal_basis', models.CharField(default='', max_length=200, verbose_name='dasar hukum')),
                ('made_at', models.DateTimeField(verbose_name='dibuat')),
            ],
            options={
                'verbose_name': 'versi kompetensi',
                'ordering': ['-pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LevelText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(verbose_name='level')),
                ('meaning', models.CharField(max_length=500, verbose_name='makna')),
                ('indicators', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=500), size=None, verbose_name='indikator perilaku')),
            ],
            options={
                'verbose_name': 'makna level',
                'ordering': ['version', 'level'],
            },
        ),
        migrations.AlterModelOptions(
            name='competency',
            options={'ordering': ['order', 'code'], 'verbose_name': 'kompetensi'},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='competency',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='competency',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='competency',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='competency',
            name='agency',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.agency'),
        ),
        migrations.AddField(
            model_name='competency',
            name='field',
            field=models.CharField(default='', max_length=60, verbose_name='bidang'),
        ),
        migrations.AddField(
            model_name='competency',
            name='retired_on',
            field=models.DateField(null=True, verbose_name='tidak dipakai sejak'),
        ),
        migrations.AddField(
            model_name='competencyevent',
            name='agency',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.agency'),
        ),
        migrations.AddField(
            model_name='competencyevent',
            name='field',
            field=models.CharField(default='', max_length=60, verbose_name='bidang'),
        ),
        migrations.AddField(
            model_name='competencyevent',
            name='retired_on',
            field=models.DateField(null=True, verbose_name='tidak dipakai sejak'),
        ),
        migrations.AlterField(
            model_name='competency',
            name='code',
            field=models.CharField(max_length=40, verbose_name='kode'),
        ),
        migrations.AlterField(
            model_name='competency',
            name='group',
            field=models.CharField(choices=[('managerial', 'Manajerial'), ('socio_cultural', 'Sosial kultural'), ('technical', 'Teknis'), ('additional', 'Tambahan')], max_length=14, verbose_name='kelompok'),
        ),
        migrations.AlterField(
            model_name='competencyevent',
            name='group',
            field=models.CharField(choices=[('managerial', 'Manajerial'), ('socio_cultural', 'Sosial kultural'), ('technical', 'Teknis'), ('additional', 'Tambahan')], max_length=14, verbose_name='kelompok'),
        ),
        migrations.AddIndex(
            model_name='competencyevent',
            index=models.Index(fields=['agency', '-pgh_created_at', '-pgh_id'], name='competencyevent_recent'),
        ),
        migrations.AddIndex(
            model_name='competencyevent',
            index=models.Index(models.F('agency'), django.db.models.fields.json.KeyTextTransform('user', 'pgh_context'), models.OrderBy(models.F('pgh_created_at'), descending=True), models.OrderBy(models.F('pgh_id'), descending=True), name='competencyevent_by'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='competency',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_competencyevent" ("agency_id", "code", "field", "group", "id", "name", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on") VALUES (NEW."agency_id", NEW."code", NEW."field", NEW."group", NEW."id", NEW."name", NEW."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."retired_on"); RETURN NULL;', hash='b834dbcf056331fe8aa97b9e91d00f988920e987', operation='INSERT', pgid='pgtrigger_insert_insert_66a7f', table='evaluations_competency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='competency',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on' AND (OLD.* IS DISTINCT FROM NEW.*))", func='INSERT INTO "evaluations_competencyevent" ("agency_id", "code", "field", "group", "id", "name", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on") VALUES (NEW."agency_id", NEW."code", NEW."field", NEW."group", NEW."id", NEW."name", NEW."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."retired_on"); RETURN NULL;', hash='eedf41932a968d5f273229de28e8f5a0913e21a4', operation='UPDATE', pgid='pgtrigger_update_update_50ea1', table='evaluations_competency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='competency',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_competencyevent" ("agency_id", "code", "field", "group", "id", "name", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on") VALUES (OLD."agency_id", OLD."code", OLD."field", OLD."group", OLD."id", OLD."name", OLD."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."retired_on"); RETURN NULL;', hash='e5d90343b5fa2c4815ee4d214b12a90879b6da76', operation='DELETE', pgid='pgtrigger_delete_delete_8ece3', table='evaluations_competency', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='competency',
            constraint=models.UniqueConstraint(fields=('agency', 'code'), name='competency_once', nulls_distinct=False),
        ),
        migrations.AddField(
            model_name='competencyversion',
            name='competency',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='evaluations.competency'),
        ),
        migrations.AddField(
            model_name='competencyversion',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='competencyversionevent',
            name='competency',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.competency'),
        ),
        migrations.AddField(
            model_name='competencyversionevent',
            name='made_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='competencyversionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.competencyversion'),
        ),
        migrations.AddField(
            model_name='leveltext',
            name='version',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='evaluations.competencyversion'),
        ),
        migrations.AddConstraint(
            model_name='competencyversion',
            constraint=models.UniqueConstraint(fields=('competency', 'number'), name='version_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='competencyversion',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='705ad74caf18454edaf03fa3e0667a7d68f5d468', operation='UPDATE', pgid='pgtrigger_append_only_44ebf', table='evaluations_competencyversion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='competencyversion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_competencyversionevent" ("competency_id", "definition", "id", "issuer", "legal_basis", "made_at", "made_by_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from") VALUES (NEW."competency_id", NEW."definition", NEW."id", NEW."issuer", NEW."legal_basis", NEW."made_at", NEW."made_by_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."valid_from"); RETURN NULL;', hash='f929593f9e7a83d6e50a2853800dc100080d2753', operation='INSERT', pgid='pgtrigger_insert_insert_6dd14', table='evaluations_competencyversion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='competencyversion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on' AND (OLD.* IS DISTINCT FROM NEW.*))", func='INSERT INTO "evaluations_competencyversionevent" ("competency_id", "definition", "id", "issuer", "legal_basis", "made_at", "made_by_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from") VALUES (NEW."competency_id", NEW."definition", NEW."id", NEW."issuer", NEW."legal_basis", NEW."made_at", NEW."made_by_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."valid_from"); RETURN NULL;', hash='ed2dc53c6ed12f754e7664e981ae15c6411ecb40', operation='UPDATE', pgid='pgtrigger_update_update_eb9d2', table='evaluations_competencyversion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='competencyversion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_competencyversionevent" ("competency_id", "definition", "id", "issuer", "legal_basis", "made_at", "made_by_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from") VALUES (OLD."competency_id", OLD."definition", OLD."id", OLD."issuer", OLD."legal_basis", OLD."made_at", OLD."made_by_id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."valid_from"); RETURN NULL;', hash='a3c833ebb4be6054228c76f87ef93817df8852b6', operation='DELETE', pgid='pgtrigger_delete_delete_5bfa8', table='evaluations_competencyversion', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='competencyversionevent',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='competencyversionevent_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='competencyversionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='03229a0893e9453bc1f99906993c33823ca64e1c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_174d2', table='evaluations_competencyversionevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='leveltext',
            constraint=models.UniqueConstraint(fields=('version', 'level'), name='level_text_once'),
        ),
        migrations.AddConstraint(
            model_name='leveltext',
            constraint=models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 5)), name='level_text_1_to_5'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='leveltext',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='fc687667b5582370bdffb141160fbc8ee3a2f20a', operation='UPDATE', pgid='pgtrigger_append_only_02659', table='evaluations_leveltext', when='BEFORE')),
        ),
    ]
