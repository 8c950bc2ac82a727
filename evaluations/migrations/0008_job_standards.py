import django.contrib.postgres.indexes
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
        ('employees', '0008_trail_by_person'),
        ('evaluations', '0007_rounds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='JobStandard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='berlaku sejak')),
                ('legal_basis', models.CharField(default='', max_length=200, verbose_name='dasar hukum')),
                ('summary', models.TextField(default='', verbose_name='ikhtisar jabatan')),
                ('education', models.CharField(default='', max_length=300, verbose_name='pendidikan yang dipersyaratkan')),
                ('trainings', models.CharField(default='', max_length=500, verbose_name='pelatihan yang dipersyaratkan')),
                ('experience', models.CharField(default='', max_length=300, verbose_name='pengalaman yang dipersyaratkan')),
                ('made_at', models.DateTimeField(verbose_name='dibuat')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.agency')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('position', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='standards', to='employees.position')),
            ],
            options={
                'verbose_name': 'standar kompetensi jabatan',
                'ordering': ['position', '-valid_from'],
            },
        ),
        migrations.CreateModel(
            name='JobStandardEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('valid_from', models.DateField(verbose_name='berlaku sejak')),
                ('legal_basis', models.CharField(default='', max_length=200, verbose_name='dasar hukum')),
                ('summary', models.TextField(default='', verbose_name='ikhtisar jabatan')),
                ('education', models.CharField(default='', max_length=300, verbose_name='pendidikan yang dipersyaratkan')),
                ('trainings', models.CharField(default='', max_length=500, verbose_name='pelatihan yang dipersyaratkan')),
                ('experience', models.CharField(default='', max_length=300, verbose_name='pengalaman yang dipersyaratkan')),
                ('made_at', models.DateTimeField(verbose_name='dibuat')),
                ('agency', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.agency')),
                ('made_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.jobstandard')),
                ('position', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='employees.position')),
            ],
            options={
                'verbose_name': 'standar kompetensi jabatan',
                'ordering': ['-pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StandardLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(verbose_name='level')),
                ('importance', models.CharField(choices=[('mutlak', 'Mutlak'), ('penting', 'Penting'), ('perlu', 'Perlu')], default='penting', max_length=8, verbose_name='kepentingan')),
                ('competency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluations.competency')),
                ('standard', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='evaluations.jobstandard')),
            ],
            options={
                'verbose_name': 'level yang dipersyaratkan',
                'ordering': ['standard', 'competency__order'],
            },
        ),
        migrations.CreateModel(
            name='StandardLevelEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('level', models.PositiveSmallIntegerField(verbose_name='level')),
                ('importance', models.CharField(choices=[('mutlak', 'Mutlak'), ('penting', 'Penting'), ('perlu', 'Perlu')], default='penting', max_length=8, verbose_name='kepentingan')),
                ('competency', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.competency')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.standardlevel')),
                ('standard', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.jobstandard')),
            ],
            options={
                'verbose_name': 'level yang dipersyaratkan',
                'ordering': ['-pgh_id'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='jobstandard',
            constraint=models.UniqueConstraint(fields=('position', 'valid_from'), name='standard_once_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jobstandard',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_jobstandardevent" ("agency_id", "education", "experience", "id", "legal_basis", "made_at", "made_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "summary", "trainings", "valid_from") VALUES (NEW."agency_id", NEW."education", NEW."experience", NEW."id", NEW."legal_basis", NEW."made_at", NEW."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position_id", NEW."summary", NEW."trainings", NEW."valid_from"); RETURN NULL;', hash='5a3506ddf2f5dd9463ee80a550240723f05cab63', operation='INSERT', pgid='pgtrigger_insert_insert_35d94', table='evaluations_jobstandard', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jobstandard',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on' AND (OLD.* IS DISTINCT FROM NEW.*))", func='INSERT INTO "evaluations_jobstandardevent" ("agency_id", "education", "experience", "id", "legal_basis", "made_at", "made_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "summary", "trainings", "valid_from") VALUES (NEW."agency_id", NEW."education", NEW."experience", NEW."id", NEW."legal_basis", NEW."made_at", NEW."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position_id", NEW."summary", NEW."trainings", NEW."valid_from"); RETURN NULL;', hash='f85a280a7d2c36185de6d6e9c47631a2fee415eb', operation='UPDATE', pgid='pgtrigger_update_update_ef2a9', table='evaluations_jobstandard', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jobstandard',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_jobstandardevent" ("agency_id", "education", "experience", "id", "legal_basis", "made_at", "made_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "summary", "trainings", "valid_from") VALUES (OLD."agency_id", OLD."education", OLD."experience", OLD."id", OLD."legal_basis", OLD."made_at", OLD."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position_id", OLD."summary", OLD."trainings", OLD."valid_from"); RETURN NULL;', hash='f9ad16c2d5486cc462bc529b10b8cd0b5c6e15d3', operation='DELETE', pgid='pgtrigger_delete_delete_16c12', table='evaluations_jobstandard', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='jobstandardevent',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='jobstandardevent_day'),
        ),
        migrations.AddIndex(
            model_name='jobstandardevent',
            index=models.Index(fields=['agency', '-pgh_created_at', '-pgh_id'], name='jobstandardevent_recent'),
        ),
        migrations.AddIndex(
            model_name='jobstandardevent',
            index=models.Index(models.F('agency'), django.db.models.fields.json.KeyTextTransform('user', 'pgh_context'), models.OrderBy(models.F('pgh_created_at'), descending=True), models.OrderBy(models.F('pgh_id'), descending=True), name='jobstandardevent_by'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jobstandardevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f1cb6d9350ff14366b59d7bb87b849c5e564aa89', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1b767', table='evaluations_jobstandardevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='standardlevel',
            constraint=models.UniqueConstraint(fields=('standard', 'competency'), name='standard_level_once'),
        ),
        migrations.AddConstraint(
            model_name='standardlevel',
            constraint=models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 5)), name='standard_level_1_to_5'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standardlevel',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_standardlevelevent" ("competency_id", "id", "importance", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standard_id") VALUES (NEW."competency_id", NEW."id", NEW."importance", NEW."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."standard_id"); RETURN NULL;', hash='14b54b861fca9cbaa2475618880b87ddebec2a08', operation='INSERT', pgid='pgtrigger_insert_insert_57d4b', table='evaluations_standardlevel', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standardlevel',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on' AND (OLD.* IS DISTINCT FROM NEW.*))", func='INSERT INTO "evaluations_standardlevelevent" ("competency_id", "id", "importance", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standard_id") VALUES (NEW."competency_id", NEW."id", NEW."importance", NEW."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."standard_id"); RETURN NULL;', hash='d8d450d09450ab820299cbc51dbffab79628320a', operation='UPDATE', pgid='pgtrigger_update_update_e2a4d', table='evaluations_standardlevel', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standardlevel',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_standardlevelevent" ("competency_id", "id", "importance", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standard_id") VALUES (OLD."competency_id", OLD."id", OLD."importance", OLD."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."standard_id"); RETURN NULL;', hash='c12444e526672ae35288a651c430b19ecbf8e216', operation='DELETE', pgid='pgtrigger_delete_delete_8f4ea', table='evaluations_standardlevel', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='standardlevelevent',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='standardlevelevent_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standardlevelevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9d7032b97ca5a0fee6a1723af8488f6c1131c5eb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_97737', table='evaluations_standardlevelevent', when='BEFORE')),
        ),
    ]
