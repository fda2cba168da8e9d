import json
import os
import signal
import threading
import time
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

import slt
from slt.sweeps import parts

GRID = {"widths": ["2,2..4,1", "2,2,2,1"], "degrees": "2..4"}


class Parts(unittest.TestCase):
    def test_expensive_jobs_first_and_none_lost(self):
        plan = [json.dumps({"job": job, "cost": cost}) for job, cost in enumerate([1, 50, 3, 2, 1, 40])]
        found = list(parts(plan, 3))
        self.assertEqual([[json.loads(line)["job"] for line in part] for part in found[:2]], [[1], [5]])
        self.assertCountEqual([line for part in found for line in part], plan)
        self.assertEqual(list(parts([], 3)), [])


class LocalSweep(unittest.TestCase):
    def test_a_row_for_each_job(self):
        with TemporaryDirectory() as folder:
            found = slt.sweep("dimension", **GRID, output=Path(folder) / "runs")
            self.assertEqual((found.jobs, found.failed), (12, 0))
            table = found.frame()
            self.assertEqual(list(table.dimension[:3]), [3, 4, 4])
            self.assertEqual(set(table.evidence), {"proven"})

    def test_lists_of_specs_and_numbers_that_vary(self):
        model = {"inputs": 2, "layers": [{"dense": 3}, {"product": 3}, {"dense": 1}]}
        with TemporaryDirectory() as folder:
            found = slt.sweep("dimension", networks=["2,3,1 3", model], output=Path(folder) / "list")
            self.assertEqual([line.result.dimension for line in found.lines], [4, 4])
            spec = Path(folder) / "model.json"
            spec.write_text(json.dumps(model))
            found = slt.sweep(
                "dimension", spec=spec, vary={"inputs": "1..3"}, output=Path(folder) / "vary", threads=1
            )
            self.assertEqual(list(found.frame().inputs), [1, 2, 3])

    def test_limits_and_failures_are_lines(self):
        with TemporaryDirectory() as folder:
            found = slt.sweep(
                "locus", widths="3,3,3,1", degrees="3", work_limit=100, output=Path(folder) / "runs"
            )
            self.assertEqual((found.stopped, found.lines[0].status), (1, 3))

    def test_misuse(self):
        for networks in ({}, {"widths": "2,2,1", "networks": []}):
            with self.assertRaises(slt.BadInput):
                slt.sweep("dimension", output="nowhere", **networks)


class DaskSweep(unittest.TestCase):
    def test_workers_that_are_killed_change_nothing(self):
        from distributed import Client, LocalCluster

        with TemporaryDirectory() as name:
            folder = Path(name)
            grid = {"widths": ["2,2..4,1", "2,2,2,1"], "degrees": "2..4", "work_limit": 100_000}
            plain = slt.sweep("locus", **grid, output=folder / "plain")
            with (
                LocalCluster(
                    n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=name
                ) as cluster,
                Client(cluster) as client,
            ):
                killed = []

                def kill():
                    # Two workers, each while the sweep is going on.
                    for _ in range(2):
                        while not (folder / "dask" / "results-dask.jsonl").exists():
                            time.sleep(0.05)
                        workers = [worker.pid for worker in cluster.workers.values() if worker.pid]
                        if workers:
                            os.kill(workers[0], signal.SIGKILL)
                            killed.append(workers[0])
                        time.sleep(1)

                killer = threading.Thread(target=kill)
                killer.start()
                found = slt.sweep("locus", **grid, output=folder / "dask", client=client)
                killer.join()
            self.assertTrue(killed)
            self.assertEqual(found, plain)
            self.assertEqual(
                (folder / "dask" / "results.jsonl").read_bytes(),
                (folder / "plain" / "results.jsonl").read_bytes(),
            )
            self.assertEqual(
                sorted(path.name for path in (folder / "dask").iterdir()), ["results.jsonl", "sweep.json"]
            )

    def test_the_job_script_of_a_cluster_with_slurm(self):
        from dask_jobqueue import SLURMCluster

        with SLURMCluster(
            cores=1, memory="2GB", queue="long", scheduler_options={"dashboard_address": None}
        ) as cluster:
            script = cluster.job_script()
        self.assertIn("#SBATCH -p long", script)
        self.assertIn("distributed.cli.dask_worker", script)


if __name__ == "__main__":
    unittest.main()
