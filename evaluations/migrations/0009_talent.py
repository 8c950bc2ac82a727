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
        ('evaluations', '0008_job_standards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TalentMap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='tahun')),
                ('decree', models.CharField(max_length=100, verbose_name='nomor keputusan')),
                ('decided_on', models.DateField(verbose_name='tanggal keputusan')),
                ('cutoffs', models.JSONField(verbose_name='batas')),
                ('confirmed_at', models.DateTimeField(verbose_name='ditetapkan')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.agency')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'peta talenta',
                'ordering': ['-year'],
            },
        ),
        migrations.CreateModel(
            name='TalentMapEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField(verbose_name='tahun')),
                ('decree', models.CharField(max_length=100, verbose_name='nomor keputusan')),
                ('decided_on', models.DateField(verbose_name='tanggal keputusan')),
                ('cutoffs', models.JSONField(verbose_name='batas')),
                ('confirmed_at', models.DateTimeField(verbose_name='ditetapkan')),
                ('agency', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.agency')),
                ('confirmed_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.talentmap')),
            ],
            options={
                'verbose_name': 'peta talenta',
                'ordering': ['-pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TalentPlacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('box', models.PositiveSmallIntegerField(verbose_name='kotak')),
                ('x', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='potensi')),
                ('y', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='kinerja')),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='employees.employee')),
                ('map', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='evaluations.talentmap')),
                ('position', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.position')),
            ],
            options={
                'ordering': ['map', '-box', 'employee'],
            },
        ),
        migrations.CreateModel(
            name='TalentSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_year', models.PositiveSmallIntegerField(verbose_name='mulai tahun')),
                ('performance_meets', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='kinerja sesuai ekspektasi mulai')),
                ('performance_above', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='kinerja di atas ekspektasi mulai')),
                ('potential_medium', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='potensi menengah mulai')),
                ('potential_high', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='potensi tinggi mulai')),
                ('legal_basis', models.CharField(max_length=200, verbose_name='dasar hukum')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.agency')),
            ],
            options={
                'verbose_name': 'batas peta talenta',
                'ordering': ['-from_year'],
            },
        ),
        migrations.CreateModel(
            name='TalentSettingEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('from_year', models.PositiveSmallIntegerField(verbose_name='mulai tahun')),
                ('performance_meets', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='kinerja sesuai ekspektasi mulai')),
                ('performance_above', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='kinerja di atas ekspektasi mulai')),
                ('potential_medium', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='potensi menengah mulai')),
                ('potential_high', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='potensi tinggi mulai')),
                ('legal_basis', models.CharField(max_length=200, verbose_name='dasar hukum')),
                ('agency', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.agency')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.talentsetting')),
            ],
            options={
                'verbose_name': 'batas peta talenta',
                'ordering': ['-pgh_id'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='talentmap',
            constraint=models.UniqueConstraint(fields=('agency', 'year'), name='talent_map_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='talentmap',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_talentmapevent" ("agency_id", "confirmed_at", "confirmed_by_id", "cutoffs", "decided_on", "decree", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."agency_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."cutoffs", NEW."decided_on", NEW."decree", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."year"); RETURN NULL;', hash='5bdefb809eae0f81a4a5e7b3694f2dbd256f5ed3', operation='INSERT', pgid='pgtrigger_insert_insert_6e3ef', table='evaluations_talentmap', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='talentmap',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on' AND (OLD.* IS DISTINCT FROM NEW.*))", func='INSERT INTO "evaluations_talentmapevent" ("agency_id", "confirmed_at", "confirmed_by_id", "cutoffs", "decided_on", "decree", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."agency_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."cutoffs", NEW."decided_on", NEW."decree", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."year"); RETURN NULL;', hash='65320b0139fa068d15707b0b625dd6be2acecce6', operation='UPDATE', pgid='pgtrigger_update_update_3d804', table='evaluations_talentmap', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='talentmap',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_talentmapevent" ("agency_id", "confirmed_at", "confirmed_by_id", "cutoffs", "decided_on", "decree", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (OLD."agency_id", OLD."confirmed_at", OLD."confirmed_by_id", OLD."cutoffs", OLD."decided_on", OLD."decree", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."year"); RETURN NULL;', hash='83899b4456d322a2d4362fdc3a5e872d0fea9cc6', operation='DELETE', pgid='pgtrigger_delete_delete_ec3bc', table='evaluations_talentmap', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='talentmapevent',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='talentmapevent_day'),
        ),
        migrations.AddIndex(
            model_name='talentmapevent',
            index=models.Index(fields=['agency', '-pgh_created_at', '-pgh_id'], name='talentmapevent_recent'),
        ),
        migrations.AddIndex(
            model_name='talentmapevent',
            index=models.Index(models.F('agency'), django.db.models.fields.json.KeyTextTransform('user', 'pgh_context'), models.OrderBy(models.F('pgh_created_at'), descending=True), models.OrderBy(models.F('pgh_id'), descending=True), name='talentmapevent_by'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='talentmapevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c2c64aece89a6503ee9a811064d21898c54c9973', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_20800', table='evaluations_talentmapevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='talentplacement',
            constraint=models.UniqueConstraint(fields=('map', 'employee'), name='placement_once'),
        ),
        migrations.AddConstraint(
            model_name='talentplacement',
            constraint=models.CheckConstraint(condition=models.Q(('box__gte', 1), ('box__lte', 9)), name='placement_box_1_to_9'),
        ),
        migrations.AddConstraint(
            model_name='talentsetting',
            constraint=models.UniqueConstraint(fields=('agency', 'from_year'), name='talent_setting_once'),
        ),
        migrations.AddConstraint(
            model_name='talentsetting',
            constraint=models.CheckConstraint(condition=models.Q(('performance_above__gt', models.F('performance_meets')), ('potential_high__gt', models.F('potential_medium'))), name='talent_setting_in_order'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='talentsetting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_talentsettingevent" ("agency_id", "from_year", "id", "legal_basis", "performance_above", "performance_meets", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "potential_high", "potential_medium") VALUES (NEW."agency_id", NEW."from_year", NEW."id", NEW."legal_basis", NEW."performance_above", NEW."performance_meets", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."potential_high", NEW."potential_medium"); RETURN NULL;', hash='6eb447e83b226120cd07427ba64407eea1275c42', operation='INSERT', pgid='pgtrigger_insert_insert_18de0', table='evaluations_talentsetting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='talentsetting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on' AND (OLD.* IS DISTINCT FROM NEW.*))", func='INSERT INTO "evaluations_talentsettingevent" ("agency_id", "from_year", "id", "legal_basis", "performance_above", "performance_meets", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "potential_high", "potential_medium") VALUES (NEW."agency_id", NEW."from_year", NEW."id", NEW."legal_basis", NEW."performance_above", NEW."performance_meets", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."potential_high", NEW."potential_medium"); RETURN NULL;', hash='35ed4cd9f32fc7e8f141312f2bf69adfe84f68db', operation='UPDATE', pgid='pgtrigger_update_update_216ae', table='evaluations_talentsetting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='talentsetting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_talentsettingevent" ("agency_id", "from_year", "id", "legal_basis", "performance_above", "performance_meets", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "potential_high", "potential_medium") VALUES (OLD."agency_id", OLD."from_year", OLD."id", OLD."legal_basis", OLD."performance_above", OLD."performance_meets", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."potential_high", OLD."potential_medium"); RETURN NULL;', hash='3352f5e9d1fec8ccb9c887f29dca4357136630b4', operation='DELETE', pgid='pgtrigger_delete_delete_b4cb6', table='evaluations_talentsetting', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='talentsettingevent',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='talentsettingevent_day'),
        ),
        migrations.AddIndex(
            model_name='talentsettingevent',
            index=models.Index(fields=['agency', '-pgh_created_at', '-pgh_id'], name='talentsettingevent_recent'),
        ),
        migrations.AddIndex(
            model_name='talentsettingevent',
            index=models.Index(models.F('agency'), django.db.models.fields.json.KeyTextTransform('user', 'pgh_context'), models.OrderBy(models.F('pgh_created_at'), descending=True), models.OrderBy(models.F('pgh_id'), descending=True), name='talentsettingevent_by'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='talentsettingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9b183c9607b2ca53a62921b37702ad6154bbbce2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0a5d1', table='evaluations_talentsettingevent', when='BEFORE')),
        ),
    ]
