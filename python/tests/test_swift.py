import io
import unittest
from contextlib import redirect_stdout

import slt
from slt.swift import kept, program


class Swift(unittest.TestCase):
    def setUp(self):
        kept.clear()

    def test_the_import_is_added_once(self):
        self.assertTrue(program("print(1)").startswith("import SingularLearning\n"))
        self.assertEqual(program("import SingularLearning\n").count("import SingularLearning"), 1)

    def test_values_and_kept_cells(self):
        slt.swift("func degree() -> Int { 4 }", keep="helpers")
        output = slt.swift(
            """
            let architecture = try Architecture(widths: [3, 5, 1], degree: degree())
            print("defective")
            print("[\\(try genericRank(of: architecture).dimension), true]")
            """,
            value=True,
        )
        self.assertEqual((output.text, output.value), ("defective\n", [14, True]))
        self.assertEqual(list(kept), ["helpers"])

    def test_errors_have_the_lines_of_the_cell(self):
        slt.swift("let one = 1\nlet two = 2", keep="numbers")
        with self.assertRaises(slt.SwiftError) as caught:
            slt.swift("let three = one + two\nprint(four)", keep="broken")
        self.assertIn("cell:2:7: error: cannot find 'four' in scope", str(caught.exception))
        self.assertRegex(str(caught.exception), r"\n *2 \| print\(four\)")
        self.assertNotIn("broken", kept)
        with self.assertRaisesRegex(slt.SwiftError, "no JSON"):
            slt.swift('print("seven")', value=True)
        with self.assertRaisesRegex(slt.SwiftError, "no name"):
            slt.swift("", keep="a b")


class Magic(unittest.TestCase):
    def setUp(self):
        kept.clear()

    def test_a_cell_gives_its_value_to_a_variable(self):
        from IPython.core.interactiveshell import InteractiveShell

        shell = InteractiveShell()
        slt.load_ipython_extension(shell)
        printed = io.StringIO()
        with redirect_stdout(printed):
            shell.run_cell_magic("swift", "-k five", "let five = 5\n")
            shell.run_cell_magic("swift", "answer", 'print("text")\nprint([five, five + 1])\n')
        self.assertEqual(printed.getvalue(), "text\n")
        self.assertEqual(shell.user_ns["answer"], [5, 6])
        with self.assertRaisesRegex(slt.SwiftError, r"cell:2:7: error"):
            shell.run_cell_magic("swift", "", "print(nothing)\n")
        with self.assertRaisesRegex(slt.SwiftError, "unrecognized"):
            shell.run_cell_magic("swift", "--unknown", "print(1)")


if __name__ == "__main__":
    unittest.main()
