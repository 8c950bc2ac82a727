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
        ('employees', '0008_trail_by_person'),
        ('evaluations', '0006_dictionary'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AssessmentRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='nama kegiatan')),
                ('method', models.CharField(choices=[('siasn', 'Asesmen tercatat di SIASN'), ('assessment_center', 'Assessment center'), ('assessment_sederhana', 'Asesmen sederhana'), ('cact', 'CACT'), ('uji_teknis', 'Uji kompetensi teknis'), ('umpan_balik_360', 'Umpan balik 360°'), ('penilaian_atasan', 'Penilaian atasan'), ('penilaian_diri', 'Penilaian diri')], max_length=20, verbose_name='metode')),
                ('purpose', models.CharField(choices=[('mapping', 'Pemetaan'), ('filling', 'Pengisian jabatan')], default='mapping', max_length=8, verbose_name='tujuan')),
                ('provider', models.CharField(max_length=200, verbose_name='penyelenggara')),
                ('accreditation', models.CharField(default='', max_length=100, verbose_name='nomor akreditasi')),
                ('accredited_until', models.DateField(null=True, verbose_name='akreditasi berlaku sampai')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(verbose_name='selesai')),
                ('state', models.CharField(choices=[('draft', 'Rancangan'), ('open', 'Berlangsung'), ('closed', 'Selesai'), ('cancelled', 'Dibatalkan')], default='draft', max_length=10, verbose_name='keadaan')),
                ('made_at', models.DateTimeField(verbose_name='dibuat')),
            ],
            options={
                'verbose_name': 'kegiatan asesmen',
                'ordering': ['-starts_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='AssessmentRoundEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=200, verbose_name='nama kegiatan')),
                ('method', models.CharField(choices=[('siasn', 'Asesmen tercatat di SIASN'), ('assessment_center', 'Assessment center'), ('assessment_sederhana', 'Asesmen sederhana'), ('cact', 'CACT'), ('uji_teknis', 'Uji kompetensi teknis'), ('umpan_balik_360', 'Umpan balik 360°'), ('penilaian_atasan', 'Penilaian atasan'), ('penilaian_diri', 'Penilaian diri')], max_length=20, verbose_name='metode')),
                ('purpose', models.CharField(choices=[('mapping', 'Pemetaan'), ('filling', 'Pengisian jabatan')], default='mapping', max_length=8, verbose_name='tujuan')),
                ('provider', models.CharField(max_length=200, verbose_name='penyelenggara')),
                ('accreditation', models.CharField(default='', max_length=100, verbose_name='nomor akreditasi')),
                ('accredited_until', models.DateField(null=True, verbose_name='akreditasi berlaku sampai')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(verbose_name='selesai')),
                ('state', models.CharField(choices=[('draft', 'Rancangan'), ('open', 'Berlangsung'), ('closed', 'Selesai'), ('cancelled', 'Dibatalkan')], default='draft', max_length=10, verbose_name='keadaan')),
                ('made_at', models.DateTimeField(verbose_name='dibuat')),
            ],
            options={
                'verbose_name': 'kegiatan asesmen',
                'ordering': ['-pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CurrentLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(verbose_name='level')),
                ('assessed_on', models.DateField(verbose_name='tanggal asesmen')),
                ('valid_until', models.DateField(verbose_name='berlaku sampai')),
            ],
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position_name', models.CharField(default='', max_length=250, verbose_name='jabatan yang dituju')),
                ('required', models.JSONField(default=dict, verbose_name='standar')),
                ('state', models.CharField(choices=[('invited', 'Menunggu penilaian'), ('concluded', 'Hasil ditetapkan'), ('absent', 'Tidak hadir'), ('withdrawn', 'Dikeluarkan')], default='invited', max_length=10, verbose_name='keadaan')),
                ('strengths', models.TextField(default='', verbose_name='kekuatan')),
                ('weaknesses', models.TextField(default='', verbose_name='area pengembangan')),
                ('summary', models.TextField(default='', verbose_name='ringkasan')),
                ('advice', models.TextField(default='', verbose_name='saran pengembangan')),
                ('recommendation', models.TextField(default='', verbose_name='rekomendasi')),
                ('report', models.FileField(blank=True, upload_to='assessments/%Y/%m/', verbose_name='laporan rahasia')),
                ('concluded_at', models.DateTimeField(null=True, verbose_name='ditetapkan')),
            ],
            options={
                'verbose_name': 'peserta asesmen',
                'ordering': ['round', 'employee__name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ParticipantEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('position_name', models.CharField(default='', max_length=250, verbose_name='jabatan yang dituju')),
                ('required', models.JSONField(default=dict, verbose_name='standar')),
                ('state', models.CharField(choices=[('invited', 'Menunggu penilaian'), ('concluded', 'Hasil ditetapkan'), ('absent', 'Tidak hadir'), ('withdrawn', 'Dikeluarkan')], default='invited', max_length=10, verbose_name='keadaan')),
                ('strengths', models.TextField(default='', verbose_name='kekuatan')),
                ('weaknesses', models.TextField(default='', verbose_name='area pengembangan')),
                ('summary', models.TextField(default='', verbose_name='ringkasan')),
                ('advice', models.TextField(default='', verbose_name='saran pengembangan')),
                ('recommendation', models.TextField(default='', verbose_name='rekomendasi')),
                ('report', models.FileField(blank=True, upload_to='assessments/%Y/%m/', verbose_name='laporan rahasia')),
                ('concluded_at', models.DateTimeField(null=True, verbose_name='ditetapkan')),
            ],
            options={
                'verbose_name': 'peserta asesmen',
                'ordering': ['-pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Rater',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('relation', models.CharField(choices=[('assessor', 'Asesor'), ('superior', 'Atasan'), ('peer', 'Rekan kerja'), ('subordinate', 'Bawahan'), ('self', 'Diri sendiri')], default='assessor', max_length=12, verbose_name='hubungan')),
            ],
            options={
                'verbose_name': 'penilai',
                'ordering': ['participant', 'id'],
            },
        ),
        migrations.CreateModel(
            name='RaterEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('relation', models.CharField(choices=[('assessor', 'Asesor'), ('superior', 'Atasan'), ('peer', 'Rekan kerja'), ('subordinate', 'Bawahan'), ('self', 'Diri sendiri')], default='assessor', max_length=12, verbose_name='hubungan')),
            ],
            options={
                'verbose_name': 'penilai',
                'ordering': ['-pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(verbose_name='level')),
                ('evidence', models.TextField(default='', verbose_name='bukti')),
                ('rated_at', models.DateTimeField(verbose_name='dinilai')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='diganti')),
            ],
            options={
                'verbose_name': 'penilaian',
                'ordering': ['rater', 'competency', '-rated_at'],
            },
        ),
        migrations.CreateModel(
            name='RatingEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('level', models.PositiveSmallIntegerField(verbose_name='level')),
                ('evidence', models.TextField(default='', verbose_name='bukti')),
                ('rated_at', models.DateTimeField(verbose_name='dinilai')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='diganti')),
            ],
            options={
                'verbose_name': 'penilaian',
                'ordering': ['-pgh_id'],
                'abstract': False,
            },
        ),
        migrations.AlterModelOptions(
            name='assessment',
            options={'ordering': ['-assessed_on', '-id'], 'verbose_name': 'asesmen kompetensi'},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='assessment',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='assessment',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='assessment',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='assessment',
            name='assessment_once_a_day',
        ),
        migrations.AddField(
            model_name='assessment',
            name='category',
            field=models.CharField(db_default='', default='', max_length=20, verbose_name='kategori'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='jpm',
            field=models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name='JPM'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='method',
            field=models.CharField(choices=[('siasn', 'Asesmen tercatat di SIASN'), ('assessment_center', 'Assessment center'), ('assessment_sederhana', 'Asesmen sederhana'), ('cact', 'CACT'), ('uji_teknis', 'Uji kompetensi teknis'), ('umpan_balik_360', 'Umpan balik 360°'), ('penilaian_atasan', 'Penilaian atasan'), ('penilaian_diri', 'Penilaian diri')], db_default='siasn', default='siasn', max_length=20, verbose_name='metode'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='potential',
            field=models.DecimalField(decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='potensi'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='required',
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict, verbose_name='standar'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='rule_set',
            field=models.CharField(db_default='', default='', max_length=20, verbose_name='aturan'),
        ),
        migrations.AddField(
            model_name='assessmentevent',
            name='category',
            field=models.CharField(db_default='', default='', max_length=20, verbose_name='kategori'),
        ),
        migrations.AddField(
            model_name='assessmentevent',
            name='jpm',
            field=models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name='JPM'),
        ),
        migrations.AddField(
            model_name='assessmentevent',
            name='method',
            field=models.CharField(choices=[('siasn', 'Asesmen tercatat di SIASN'), ('assessment_center', 'Assessment center'), ('assessment_sederhana', 'Asesmen sederhana'), ('cact', 'CACT'), ('uji_teknis', 'Uji kompetensi teknis'), ('umpan_balik_360', 'Umpan balik 360°'), ('penilaian_atasan', 'Penilaian atasan'), ('penilaian_diri', 'Penilaian diri')], db_default='siasn', default='siasn', max_length=20, verbose_name='metode'),
        ),
        migrations.AddField(
            model_name='assessmentevent',
            name='potential',
            field=models.DecimalField(decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='potensi'),
        ),
        migrations.AddField(
            model_name='assessmentevent',
            name='required',
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict, verbose_name='standar'),
        ),
        migrations.AddField(
            model_name='assessmentevent',
            name='rule_set',
            field=models.CharField(db_default='', default='', max_length=20, verbose_name='aturan'),
        ),
        migrations.AddField(
            model_name='assessmentlevel',
            name='evidence',
            field=models.TextField(db_default='', default='', verbose_name='bukti'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_assessmentevent" ("agency_id", "assessed_on", "category", "employee_id", "id", "jpm", "levels", "method", "participant_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "potential", "required", "rule_set") VALUES (NEW."agency_id", NEW."assessed_on", NEW."category", NEW."employee_id", NEW."id", NEW."jpm", NEW."levels", NEW."method", NEW."participant_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."potential", NEW."required", NEW."rule_set"); RETURN NULL;', hash='5208de60d7b5a19142b62aeef6fe2206d452d884', operation='INSERT', pgid='pgtrigger_insert_insert_ca019', table='evaluations_assessment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on' AND (OLD.* IS DISTINCT FROM NEW.*))", func='INSERT INTO "evaluations_assessmentevent" ("agency_id", "assessed_on", "category", "employee_id", "id", "jpm", "levels", "method", "participant_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "potential", "required", "rule_set") VALUES (NEW."agency_id", NEW."assessed_on", NEW."category", NEW."employee_id", NEW."id", NEW."jpm", NEW."levels", NEW."method", NEW."participant_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."potential", NEW."required", NEW."rule_set"); RETURN NULL;', hash='6ea1795bbf22d542c6ce3fd58a59e296f8628a6d', operation='UPDATE', pgid='pgtrigger_update_update_140c7', table='evaluations_assessment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_assessmentevent" ("agency_id", "assessed_on", "category", "employee_id", "id", "jpm", "levels", "method", "participant_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "potential", "required", "rule_set") VALUES (OLD."agency_id", OLD."assessed_on", OLD."category", OLD."employee_id", OLD."id", OLD."jpm", OLD."levels", OLD."method", OLD."participant_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."potential", OLD."required", OLD."rule_set"); RETURN NULL;', hash='e4428a818db678d81bf5bd303cc4c4ab240a4979', operation='DELETE', pgid='pgtrigger_delete_delete_6f74e', table='evaluations_assessment', when='AFTER')),
        ),
        migrations.AddField(
            model_name='assessmentround',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.agency'),
        ),
        migrations.AddField(
            model_name='assessmentround',
            name='competencies',
            field=models.ManyToManyField(related_name='+', to='evaluations.competency', verbose_name='kompetensi yang dinilai'),
        ),
        migrations.AddField(
            model_name='assessmentround',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='assessmentroundevent',
            name='agency',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.agency'),
        ),
        migrations.AddField(
            model_name='assessmentroundevent',
            name='made_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='assessmentroundevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.assessmentround'),
        ),
        migrations.AddField(
            model_name='currentlevel',
            name='agency',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='core.agency'),
        ),
        migrations.AddField(
            model_name='currentlevel',
            name='assessment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evaluations.assessment'),
        ),
        migrations.AddField(
            model_name='currentlevel',
            name='competency',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evaluations.competency'),
        ),
        migrations.AddField(
            model_name='currentlevel',
            name='employee',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='current_levels', to='employees.employee'),
        ),
        migrations.AddField(
            model_name='participant',
            name='concluded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='participant',
            name='employee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='employees.employee'),
        ),
        migrations.AddField(
            model_name='participant',
            name='position',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='employees.position'),
        ),
        migrations.AddField(
            model_name='participant',
            name='round',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='evaluations.assessmentround'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='participant',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='result', to='evaluations.participant'),
        ),
        migrations.AddField(
            model_name='assessmentevent',
            name='participant',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.participant'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.UniqueConstraint(fields=('employee', 'assessed_on', 'method'), name='assessment_once_a_day'),
        ),
        migrations.AddField(
            model_name='participantevent',
            name='concluded_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='participantevent',
            name='employee',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='employees.employee'),
        ),
        migrations.AddField(
            model_name='participantevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.participant'),
        ),
        migrations.AddField(
            model_name='participantevent',
            name='position',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='employees.position'),
        ),
        migrations.AddField(
            model_name='participantevent',
            name='round',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.assessmentround'),
        ),
        migrations.AddField(
            model_name='rater',
            name='participant',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='raters', to='evaluations.participant'),
        ),
        migrations.AddField(
            model_name='rater',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='raterevent',
            name='participant',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.participant'),
        ),
        migrations.AddField(
            model_name='raterevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.rater'),
        ),
        migrations.AddField(
            model_name='raterevent',
            name='user',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rating',
            name='competency',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluations.competency'),
        ),
        migrations.AddField(
            model_name='rating',
            name='rater',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='ratings', to='evaluations.rater'),
        ),
        migrations.AddField(
            model_name='ratingevent',
            name='competency',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.competency'),
        ),
        migrations.AddField(
            model_name='ratingevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.rating'),
        ),
        migrations.AddField(
            model_name='ratingevent',
            name='rater',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.rater'),
        ),
        migrations.AddIndex(
            model_name='assessmentround',
            index=models.Index(fields=['agency', '-starts_on', '-id'], name='round_recent'),
        ),
        migrations.AddConstraint(
            model_name='assessmentround',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='round_ends_after_start'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessmentround',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_assessmentroundevent" ("accreditation", "accredited_until", "agency_id", "ends_on", "id", "made_at", "made_by_id", "method", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "purpose", "starts_on", "state") VALUES (NEW."accreditation", NEW."accredited_until", NEW."agency_id", NEW."ends_on", NEW."id", NEW."made_at", NEW."made_by_id", NEW."method", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."provider", NEW."purpose", NEW."starts_on", NEW."state"); RETURN NULL;', hash='6134b9d5b7fa373d7c4f43bb2c9c49adc13ca138', operation='INSERT', pgid='pgtrigger_insert_insert_c50e9', table='evaluations_assessmentround', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessmentround',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on' AND (OLD.* IS DISTINCT FROM NEW.*))", func='INSERT INTO "evaluations_assessmentroundevent" ("accreditation", "accredited_until", "agency_id", "ends_on", "id", "made_at", "made_by_id", "method", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "purpose", "starts_on", "state") VALUES (NEW."accreditation", NEW."accredited_until", NEW."agency_id", NEW."ends_on", NEW."id", NEW."made_at", NEW."made_by_id", NEW."method", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."provider", NEW."purpose", NEW."starts_on", NEW."state"); RETURN NULL;', hash='681246168b47ae922206b5acbc636cedbba1120c', operation='UPDATE', pgid='pgtrigger_update_update_7b0e6', table='evaluations_assessmentround', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessmentround',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_assessmentroundevent" ("accreditation", "accredited_until", "agency_id", "ends_on", "id", "made_at", "made_by_id", "method", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "purpose", "starts_on", "state") VALUES (OLD."accreditation", OLD."accredited_until", OLD."agency_id", OLD."ends_on", OLD."id", OLD."made_at", OLD."made_by_id", OLD."method", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."provider", OLD."purpose", OLD."starts_on", OLD."state"); RETURN NULL;', hash='a2ae6e3795c4a0abcdb066cfa689606431b3f594', operation='DELETE', pgid='pgtrigger_delete_delete_e7861', table='evaluations_assessmentround', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='assessmentroundevent',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='assessmentroundevent_day'),
        ),
        migrations.AddIndex(
            model_name='assessmentroundevent',
            index=models.Index(fields=['agency', '-pgh_created_at', '-pgh_id'], name='assessmentroundevent_recent'),
        ),
        migrations.AddIndex(
            model_name='assessmentroundevent',
            index=models.Index(models.F('agency'), django.db.models.fields.json.KeyTextTransform('user', 'pgh_context'), models.OrderBy(models.F('pgh_created_at'), descending=True), models.OrderBy(models.F('pgh_id'), descending=True), name='assessmentroundevent_by'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessmentroundevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a386f0fa49c3faf792d2cbfd52b45ec347c66abc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_186db', table='evaluations_assessmentroundevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='currentlevel',
            index=models.Index(fields=['agency', 'competency', 'level'], include=('employee', 'valid_until'), name='current_level_fits'),
        ),
        migrations.AddConstraint(
            model_name='currentlevel',
            constraint=models.UniqueConstraint(fields=('employee', 'competency'), name='current_level_once'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('round', 'employee'), name='participant_once'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'concluded'), _negated=True), ('concluded_at__isnull', False), _connector='OR'), name='participant_concluded_at'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_participantevent" ("advice", "concluded_at", "concluded_by_id", "employee_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "position_name", "recommendation", "report", "required", "round_id", "state", "strengths", "summary", "weaknesses") VALUES (NEW."advice", NEW."concluded_at", NEW."concluded_by_id", NEW."employee_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position_id", NEW."position_name", NEW."recommendation", NEW."report", NEW."required", NEW."round_id", NEW."state", NEW."strengths", NEW."summary", NEW."weaknesses"); RETURN NULL;', hash='8b4e4d700f15e6ace0c3c21556dcea87dbeb0e03', operation='INSERT', pgid='pgtrigger_insert_insert_cb72b', table='evaluations_participant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on' AND (OLD.* IS DISTINCT FROM NEW.*))", func='INSERT INTO "evaluations_participantevent" ("advice", "concluded_at", "concluded_by_id", "employee_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "position_name", "recommendation", "report", "required", "round_id", "state", "strengths", "summary", "weaknesses") VALUES (NEW."advice", NEW."concluded_at", NEW."concluded_by_id", NEW."employee_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position_id", NEW."position_name", NEW."recommendation", NEW."report", NEW."required", NEW."round_id", NEW."state", NEW."strengths", NEW."summary", NEW."weaknesses"); RETURN NULL;', hash='451c414e11adf29c37bbaf4cbdfbb6bd285051e7', operation='UPDATE', pgid='pgtrigger_update_update_8c1c1', table='evaluations_participant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_participantevent" ("advice", "concluded_at", "concluded_by_id", "employee_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "position_name", "recommendation", "report", "required", "round_id", "state", "strengths", "summary", "weaknesses") VALUES (OLD."advice", OLD."concluded_at", OLD."concluded_by_id", OLD."employee_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position_id", OLD."position_name", OLD."recommendation", OLD."report", OLD."required", OLD."round_id", OLD."state", OLD."strengths", OLD."summary", OLD."weaknesses"); RETURN NULL;', hash='e3ca09f9a30446d53367bfc79efdaa5f09077516', operation='DELETE', pgid='pgtrigger_delete_delete_459c7', table='evaluations_participant', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='participantevent',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='participantevent_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participantevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c5ea84c6e5c0251915a22430d4aacd65ac78a8e9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d7d01', table='evaluations_participantevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='rater',
            constraint=models.UniqueConstraint(fields=('participant', 'user'), name='rater_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rater',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_raterevent" ("id", "participant_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "user_id") VALUES (NEW."id", NEW."participant_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."relation", NEW."user_id"); RETURN NULL;', hash='85d8adc949725c0cd2df6befdcd97af5a9f464d8', operation='INSERT', pgid='pgtrigger_insert_insert_b299a', table='evaluations_rater', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rater',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on' AND (OLD.* IS DISTINCT FROM NEW.*))", func='INSERT INTO "evaluations_raterevent" ("id", "participant_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "user_id") VALUES (NEW."id", NEW."participant_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."relation", NEW."user_id"); RETURN NULL;', hash='f7367e3fc1f9ea358ef6dabfcc8143d32efc0082', operation='UPDATE', pgid='pgtrigger_update_update_54b52', table='evaluations_rater', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rater',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_raterevent" ("id", "participant_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "user_id") VALUES (OLD."id", OLD."participant_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."relation", OLD."user_id"); RETURN NULL;', hash='5370ef1b7e99009de26acd907c8d11e09c379ff3', operation='DELETE', pgid='pgtrigger_delete_delete_234e8', table='evaluations_rater', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='raterevent',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='raterevent_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='raterevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d8601104e706607eb97865c71ec0e5f6f90a3ed8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7629f', table='evaluations_raterevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('rater', 'competency'), name='rating_current_once'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 5)), name='rating_1_to_5'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rating',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."competency_id" IS DISTINCT FROM (NEW."competency_id") OR OLD."evidence" IS DISTINCT FROM (NEW."evidence") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."rated_at" IS DISTINCT FROM (NEW."rated_at") OR OLD."rater_id" IS DISTINCT FROM (NEW."rater_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e15de5fd7a1d26513d31fcc117eaf912ddde7bb0', operation='UPDATE', pgid='pgtrigger_append_only_e86fc', table='evaluations_rating', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rating',
            trigger=pgtrigger.compiler.Trigger(name='closed_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."closed_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f51208d426690080c85fb16925f620ea50e47937', operation='UPDATE', pgid='pgtrigger_closed_once_5c864', table='evaluations_rating', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rating',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_ratingevent" ("closed_at", "competency_id", "evidence", "id", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rated_at", "rater_id") VALUES (NEW."closed_at", NEW."competency_id", NEW."evidence", NEW."id", NEW."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rated_at", NEW."rater_id"); RETURN NULL;', hash='1cbfa4fa4db638e9a387d791013c1a9ddbdc4b72', operation='INSERT', pgid='pgtrigger_insert_insert_902b0', table='evaluations_rating', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rating',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on' AND (OLD.* IS DISTINCT FROM NEW.*))", func='INSERT INTO "evaluations_ratingevent" ("closed_at", "competency_id", "evidence", "id", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rated_at", "rater_id") VALUES (NEW."closed_at", NEW."competency_id", NEW."evidence", NEW."id", NEW."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rated_at", NEW."rater_id"); RETURN NULL;', hash='bd1290723a6324cb2a482197e4b345c1e58eb65d', operation='UPDATE', pgid='pgtrigger_update_update_8f715', table='evaluations_rating', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rating',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (current_setting('trail.set_based', true) IS DISTINCT FROM 'on')", func='INSERT INTO "evaluations_ratingevent" ("closed_at", "competency_id", "evidence", "id", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rated_at", "rater_id") VALUES (OLD."closed_at", OLD."competency_id", OLD."evidence", OLD."id", OLD."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\')::JSONB, jsonb_build_object(\'user\', NULL, \'source\', \'database\', \'page\', \'\', \'role\', session_user)), COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rated_at", OLD."rater_id"); RETURN NULL;', hash='2d4e5359495bf8b7e6447771c1b611317f257317', operation='DELETE', pgid='pgtrigger_delete_delete_54c69', table='evaluations_rating', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='ratingevent',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='ratingevent_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ratingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6a4ec87f3bc893769e8badc589724f4435432ea8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dae12', table='evaluations_ratingevent', when='BEFORE')),
        ),
    ]
