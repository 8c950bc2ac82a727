"""The legal frame, the terms and the formulas that the report prints.

The rule set that a report was computed with comes in with its meta data; what stands here explains and
computes nothing.
"""

# (subject, legal basis)
LEGAL_BASIS = (
    ("Aparatur Sipil Negara; pengembangan kompetensi melalui pembelajaran terus-menerus (Pasal 49)", "UU 20/2023"),
    (
        "manajemen PNS; pengembangan kompetensi paling sedikit 20 JP setahun (Pasal 203 ayat (4))",
        "PP 11/2017 jo. PP 17/2020",
    ),
    ("manajemen PPPK", "PP 49/2018"),
    ("standar kompetensi jabatan ASN", "PermenPANRB 38/2017"),
    ("pengukuran Indeks Profesionalitas ASN", "PermenPANRB 38/2018 dan Peraturan BKN 8/2019"),
    ("pengelolaan kinerja ASN", "PermenPANRB 6/2022"),
    ("penyelenggara penilaian kompetensi; masa berlaku hasil tiga tahun (Pasal 29 ayat (4))", "Peraturan BKN 26/2019"),
    ("pengembangan kompetensi PNS", "Peraturan LAN 10/2018"),
    ("pengembangan kompetensi PPPK, paling banyak 24 JP setiap tahun perjanjian kerja", "Peraturan LAN 15/2020"),
)

# (term, meaning)
DEFINITIONS = (
    (
        "ASN",
        "Aparatur Sipil Negara: pegawai negeri sipil (PNS), calon PNS (CPNS), dan pegawai pemerintah dengan perjanjian "
        "kerja (PPPK) yang kedudukan hukumnya aktif.",
    ),
    ("JP", "Jam pelajaran, satuan lama kegiatan pengembangan kompetensi; 1 JP sama dengan 45 menit."),
    (
        "Standar kompetensi",
        "Level 1 sampai dengan 5 yang dipersyaratkan jabatan untuk setiap kompetensi manajerial dan sosial kultural.",
    ),
    ("Peringkat", "Kalimat tentang yang terendah dan tertinggi hanya membandingkan kelompok paling sedikit 10 orang."),
    ("Kesenjangan", "Level rata-rata pegawai dikurangi level standar jabatannya; nilai negatif berarti kekurangan."),
    (
        "JPM",
        "Job Person Match: jumlah level pegawai dibagi jumlah level standar jabatannya pada kompetensi manajerial dan "
        "sosial kultural yang hasil penilaiannya berlaku, dikali 100, paling tinggi 100.",
    ),
    (
        "Penilaian berlaku",
        "Hasil penilaian sembilan kompetensi manajerial dan sosial kultural yang pada 31 Desember tahun laporan, atau "
        "pada hari penghitungan selama tahun itu masih berjalan, berumur kurang dari tiga tahun.",
    ),
    (
        "IP ASN",
        "Indeks Profesionalitas ASN, jumlah nilai kualifikasi (paling tinggi 25), kompetensi (40), kinerja (30), dan "
        "disiplin (5).",
    ),
    (
        "Predikat kinerja",
        "Hasil evaluasi kinerja tahunan: Sangat Baik, Baik, Butuh Perbaikan, Kurang, atau Sangat Kurang.",
    ),
)

# (indicator, how it is computed)
HIDDEN_CELLS = (
    "IP ASN dan nilai disiplin kelompok yang kurang dari 5 ASN tidak ditampilkan, begitu pula kelompok yang nilainya "
    "dapat dipakai untuk menghitungnya, karena disiplin bersifat rahasia."
)

METHODS = (
    ("Jumlah ASN", "ASN dengan kedudukan hukum aktif pada waktu pengambilan data."),
    ("Total JP", "Jumlah JP kegiatan yang selesai dalam tahun laporan, termasuk pelatihan kepemimpinan."),
    ("Rata-rata JP", "Total JP ÷ jumlah ASN."),
    (
        "PNS dan CPNS memenuhi 20 JP",
        "Jumlah PNS dan CPNS dengan sekurang-kurangnya 20 JP ÷ jumlah PNS dan CPNS × 100%.",
    ),
    (
        "Standar dan level",
        "Rata-rata level standar jabatan dan rata-rata level hasil penilaian, atas ASN yang dinilai pada kompetensi itu.",
    ),
    ("Kesenjangan", "Rata-rata level − rata-rata standar."),
    (
        "Memenuhi standar",
        "Jumlah ASN yang levelnya sama dengan atau di atas standar ÷ jumlah ASN yang dinilai pada kompetensi itu × 100%.",
    ),
    (
        "JPM",
        "Jumlah level ÷ jumlah level standar × 100, paling tinggi 100; lalu dirata-ratakan atas ASN dengan penilaian "
        "berlaku.",
    ),
    (
        "Penilaian berlaku",
        "Jumlah ASN dengan hasil penilaian yang berumur kurang dari tiga tahun ÷ jumlah ASN × 100%.",
    ),
    ("Predikat kinerja", "Jumlah ASN menurut predikat dalam tahun laporan; ASN tanpa predikat disebut tersendiri."),
    ("IP ASN", "Jumlah nilai empat dimensi setiap ASN, lalu dirata-ratakan atas seluruh ASN."),
    (
        "Kategori IP ASN",
        "Sangat Tinggi mulai 91, Tinggi mulai 81, Sedang mulai 71, Rendah mulai 61, Sangat Rendah di bawahnya.",
    ),
)
