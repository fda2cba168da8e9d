import os
import shutil
import subprocess
import sys
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

import slt

SOURCES = Path(slt.__file__).resolve().parents[1]


@unittest.skipUnless((SOURCES / "pyproject.toml").exists(), "only where the sources of the package are")
class InstalledPackage(unittest.TestCase):
    """The package as `pip install` leaves it, outside of the checkout."""

    @classmethod
    def setUpClass(cls):
        cls.folder = TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        root = Path(cls.folder.name)
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", "build", "tests")
        shutil.copytree(SOURCES, root / "sources", ignore=ignored)
        install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation"]
        subprocess.run(
            [*install, "--disable-pip-version-check", "--target", root / "site", root / "sources"],
            check=True,
            capture_output=True,
        )
        (root / "elsewhere").mkdir()

    def run_python(self, code, **variables):
        root = Path(self.folder.name)
        environment = {key: value for key, value in os.environ.items() if key != "SLT_CRITICAL"}
        environment |= {"PYTHONPATH": str(root / "site"), "PATH": "/usr/bin:/bin", **variables}
        return subprocess.run(
            [sys.executable, "-c", code],
            cwd=root / "elsewhere",
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def test_it_works_outside_of_the_checkout(self):
        code = "import slt; print(slt.root, slt.dimension(widths=[2, 3, 1], degree=3).dimension)"
        done = self.run_python(code, SLT_CRITICAL=str(slt.setup()))
        self.assertEqual((done.stdout, done.returncode), ("None 4\n", 0), done.stderr)

    def test_without_the_tool_the_error_names_what_helps(self):
        code = "import slt\ntry: slt.setup()\nexcept slt.SLTError as error: print(error)"
        done = self.run_python(code)
        self.assertIn("'make install' in a checkout", done.stdout)
        done = self.run_python("import slt\ntry: slt.swift('print(1)')\nexcept slt.SwiftError as e: print(e)")
        self.assertIn("in a checkout", done.stdout)

    def test_types_and_figures_are_there(self):
        site = Path(self.folder.name) / "site" / "slt"
        self.assertTrue((site / "py.typed").exists())
        done = self.run_python(
            "import slt, sys; print('matplotlib' in sys.modules, slt.plots.COLORS['plain'])"
        )
        self.assertTrue(done.stdout.startswith("False #"), done.stderr)
        code = "import sys; sys.modules['matplotlib'] = None\nimport slt\nslt.plots"
        self.assertIn("pip install 'slt[plots]'", self.run_python(code).stderr)


if __name__ == "__main__":
    unittest.main()
