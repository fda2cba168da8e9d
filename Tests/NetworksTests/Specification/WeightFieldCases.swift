/// Mistakes in weights and biases, and YAML that means more than its text.
let weightFieldCases: [SpecificationCase] = [
  SpecificationCase(
    "weights scalar",
    usual + "weights: 1\n",
    "net.yaml:3:10: weights: expected 2 weight matrices, found '1'"),
  SpecificationCase(
    "weights null",
    usual + "weights:\n",
    "net.yaml:3:9: weights: expected 2 weight matrices, found nothing"),
  SpecificationCase(
    "layer count",
    usual + "weights: [[[1, 2], [3, 4]]]\n",
    "net.yaml:3:10: weights: expected 2 weight matrices, found a list of 1 entry"),
  SpecificationCase(
    "row count",
    usual + "weights: [[[1, 2]], [[1, 2]]]\n",
    "net.yaml:3:11: weights[0]: expected 2 rows, found a list of 1 entry"),
  SpecificationCase(
    "column count",
    usual + "weights: [[[1, 2], [3]], [[1, 2]]]\n",
    "net.yaml:3:20: weights[0][1]: expected 2 numbers, found a list of 1 entry"),
  SpecificationCase(
    "row scalar",
    usual + "weights: [[1, 2], [[1, 2]]]\n",
    "net.yaml:3:12: weights[0][0]: expected 2 numbers, found '1'"),
  SpecificationCase(
    "matrix scalar",
    usual + "weights: [7, [[1, 2]]]\n",
    "net.yaml:3:11: weights[0]: expected 2 rows, found '7'"),
  SpecificationCase(
    "weight text",
    usual + "weights: [[[1, 2], [3, abc]], [[1, 2]]]\n",
    "net.yaml:3:24: weights[0][1][1]: expected a number such as 3, \"3/4\" or 0.1, "
      + "found 'abc'"),
  SpecificationCase(
    "weight null",
    usual + "weights: [[[1, 2], [3, null]], [[1, 2]]]\n",
    "net.yaml:3:24: weights[0][1][1]: expected a number such as 3, \"3/4\" or 0.1, "
      + "found 'null'"),
  SpecificationCase(
    "weight boolean",
    usual + "weights: [[[1, 2], [3, true]], [[1, 2]]]\n",
    "net.yaml:3:24: weights[0][1][1]: expected a number such as 3, \"3/4\" or 0.1, "
      + "found 'true'"),
  SpecificationCase(
    "weight infinite",
    usual + "weights: [[[1, 2], [3, -.inf]], [[1, 2]]]\n",
    "net.yaml:3:24: weights[0][1][1]: expected a number such as 3, \"3/4\" or 0.1, "
      + "found '-.inf'"),
  SpecificationCase(
    "weight hex",
    usual + "weights: [[[1, 2], [3, 0x10]], [[1, 2]]]\n",
    "net.yaml:3:24: weights[0][1][1]: expected a number such as 3, \"3/4\" or 0.1, "
      + "found '0x10'"),
  SpecificationCase(
    "weight octal",
    usual + "weights: [[[1, 2], [3, 010]], [[1, 2]]]\n",
    "net.yaml:3:24: weights[0][1][1]: expected a number such as 3, \"3/4\" or 0.1, "
      + "found '010'"),
  SpecificationCase(
    "weight underscore",
    usual + "weights: [[[1, 2], [3, 1_0]], [[1, 2]]]\n",
    "net.yaml:3:24: weights[0][1][1]: expected a number such as 3, \"3/4\" or 0.1, "
      + "found '1_0'"),
  SpecificationCase(
    "weight sexagesimal",
    usual + "weights: [[[1, 2], [3, 1:30]], [[1, 2]]]\n",
    "net.yaml:3:24: weights[0][1][1]: expected a number such as 3, \"3/4\" or 0.1, "
      + "found '1:30'"),
  SpecificationCase(
    "weight denominator zero",
    usual + "weights: [[[1, 2], [3, \"1/0\"]], [[1, 2]]]\n",
    "net.yaml:3:24: weights[0][1][1]: expected a number such as 3, \"3/4\" or 0.1, "
      + "found the text \"1/0\""),
  SpecificationCase(
    "weight exponent",
    usual + "weights: [[[1, 2], [3, 1e99999999]], [[1, 2]]]\n",
    "net.yaml:3:24: weights[0][1][1]: expected a number such as 3, \"3/4\" or 0.1, "
      + "found '1e99999999'"),
  SpecificationCase(
    "weight empty text",
    usual + "weights: [[[1, 2], [3, \"\"]], [[1, 2]]]\n",
    "net.yaml:3:24: weights[0][1][1]: expected a number such as 3, \"3/4\" or 0.1, "
      + "found the text \"\""),
  SpecificationCase(
    "weight mapping",
    usual + "weights: [[[1, 2], [3, {a: 1}]], [[1, 2]]]\n",
    "net.yaml:3:24: weights[0][1][1]: expected a number such as 3, \"3/4\" or 0.1, "
      + "found a mapping of 1 key"),
  SpecificationCase(
    "weight block position",
    usual + "weights:\n  - [[1, 2],\n     [3, x]]\n  - [[1, 2]]\n",
    "net.yaml:5:10: weights[0][1][1]: expected a number such as 3, \"3/4\" or 0.1, "
      + "found 'x'"),
  SpecificationCase(
    "biases without bias",
    usual + "weights: [[[1, 2], [3, 4]], [[1, 2]]]\nbiases: [[1, 2], [3]]\n",
    "net.yaml:4:9: biases: expected no biases, because 'bias' is not true, found some"),
  SpecificationCase(
    "biases alone",
    usual + "bias: true\nbiases: [[1, 2], [3]]\n",
    "net.yaml:4:9: biases: expected 'weights' beside 'biases', found no such key"),
  SpecificationCase(
    "bias missing in row",
    usual + "bias: true\nweights: [[[1, 2], [3, 4]], [[1, 2]]]\n",
    "net.yaml:4:12: weights[0][0]: expected 3 numbers (2 weights and the bias), "
      + "found a list of 2 entries"),
  SpecificationCase(
    "bias vector count",
    usual + "bias: true\nweights: [[[1, 2], [3, 4]], [[1, 2]]]\nbiases: [[1, 2]]\n",
    "net.yaml:5:9: biases: expected 2 bias vectors, found a list of 1 entry"),
  SpecificationCase(
    "bias entry count",
    usual + "bias: true\nweights: [[[1, 2], [3, 4]], [[1, 2]]]\nbiases: [[1, 2], [3, 4]]\n",
    "net.yaml:5:18: biases[1]: expected 1 number, found a list of 2 entries"),
  SpecificationCase(
    "bias entry",
    usual + "bias: true\nweights: [[[1, 2], [3, 4]], [[1, 2]]]\nbiases: [[1, 2], [x]]\n",
    "net.yaml:5:19: biases[1][0]: expected a number such as 3, \"3/4\" or 0.1, found 'x'"),
  SpecificationCase(
    "anchor",
    usual + "weights: &w [[[1, 2], [3, 4]], [[1, 2]]]\n",
    "net.yaml:3:10: weights: expected a value without YAML anchors, found the anchor 'w'"),
  SpecificationCase(
    "alias",
    usual + "weights: [[&r [1, 2], *r], [*r]]\n",
    "net.yaml:3:12: weights[0][0]: expected a value without YAML anchors, found the "
      + "anchor 'r'"),
  SpecificationCase(
    "undefined alias",
    usual + "weights: *w\n",
    "net.yaml:3:10: expected no YAML aliases, found one"),
  SpecificationCase(
    "many aliases",
    "a: &a [x]\nb: [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n",
    "net.yaml: expected no YAML aliases, found at least ten of them"),
  SpecificationCase(
    "tag",
    "widths: [!!int 2, 2, 1]\n",
    "net.yaml:1:10: widths[0]: expected a value without YAML tags, found the tag "
      + "'tag:yaml.org,2002:int'"),
  SpecificationCase(
    "list tag",
    "widths: !!set [2, 2, 1]\n",
    "net.yaml:1:9: widths: expected a value without YAML tags, found the tag "
      + "'tag:yaml.org,2002:set'"),
  SpecificationCase(
    "complex key",
    "? [1, 2]\n: 3\n",
    "net.yaml:1:3: expected a text key, found a list of 2 entries"),
  SpecificationCase(
    "merge key",
    usual + "<<: {bias: true}\n",
    "net.yaml:3:1: expected one of the keys name, widths, activation, bias, weights, "
      + "biases, data, field, found the unknown key '<<'"),
  SpecificationCase(
    "control character",
    "widths: [2, 2, 1]\nname: \"a\u{1}b\"\n",
    "net.yaml: expected valid YAML or JSON, found control characters are not allowed"),
  SpecificationCase(
    "escape in message",
    usual + "weights: [[[1, 2], [3, \"\\n\\e[31mred\"]], [[1, 2]]]\n",
    "net.yaml:3:24: weights[0][1][1]: expected a number such as 3, \"3/4\" or 0.1, "
      + "found the text \"\\n\\u{1B}[31mred\""),
  SpecificationCase(
    "long text is clipped",
    usual + "weights: [[[1, 2], [3, \"zzzzzzzzzzzzzzzzzzzzzzzzz"
      + "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
      + "zzzzzzzzzzzzzzzzzzzzzzzzz\"]], [[1, 2]]]\n",
    "net.yaml:3:24: weights[0][1][1]: expected a number such as 3, \"3/4\" or 0.1, "
      + "found the text \"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz…\""),
]
