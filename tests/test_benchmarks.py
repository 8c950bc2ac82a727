"""`make bench` runs to its end, here with few people; its targets are judged where nothing else runs."""

from tests.stage import Stage


def test_the_benchmark_runs_and_leaves_nothing_behind():
    with Stage() as stage:
        stage.manage("migrate", "-v0")
        stage.manage("build_assets")
        databases = stage.sql("SELECT datname FROM pg_database ORDER BY datname")

        result = stage.run("benchmarks", "--small")

        lines = [line for line in result.stdout.splitlines() if " ≤ " in line]
        assert len(lines) > 20
        assert [line for line in lines if not line.endswith(("ok", "MISSED"))] == []
        assert stage.sql("SELECT datname FROM pg_database ORDER BY datname") == databases
        assert stage.files() == []
