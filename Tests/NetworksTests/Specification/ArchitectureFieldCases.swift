/// Mistakes in the document as a whole and in everything but the weights.
let architectureFieldCases: [SpecificationCase] = [
  SpecificationCase(
    "empty",
    "",
    "net.yaml: expected a mapping with the key 'widths', found an empty document"),
  SpecificationCase(
    "comment only",
    "# nothing\n",
    "net.yaml: expected a mapping with the key 'widths', found an empty document"),
  SpecificationCase(
    "null document",
    "---\n",
    "net.yaml:2:1: expected a mapping with the keys name, widths, activation, bias, "
      + "weights, biases, data, field, found nothing"),
  SpecificationCase(
    "scalar document",
    "3\n",
    "net.yaml:1:1: expected a mapping with the keys name, widths, activation, bias, "
      + "weights, biases, data, field, found '3'"),
  SpecificationCase(
    "list document",
    "- 1\n- 2\n",
    "net.yaml:1:1: expected a mapping with the keys name, widths, activation, bias, "
      + "weights, biases, data, field, found a list of 2 entries"),
  SpecificationCase(
    "two documents",
    "widths: [2, 2, 1]\nactivation: {monomial: 3}\n---\nwidths: [2, 2, "
      + "1]\nactivation: {monomial: 3}\n",
    "net.yaml:3:1: expected a single document, found a second one"),
  SpecificationCase(
    "syntax",
    "widths: [2, 2\n",
    "net.yaml:2:1: expected valid YAML or JSON, found a syntax error: did not find "
      + "expected ',' or ']' (while parsing a flow sequence)"),
  SpecificationCase(
    "tab indentation",
    "widths:\n\t- 2\n",
    "net.yaml:2:1: expected valid YAML or JSON, found a syntax error: found "
      + "character that cannot start any token (while scanning for the next token)"),
  SpecificationCase(
    "bad JSON",
    "{\"widths\": [2, 2, 1], }}\n",
    "net.yaml:1:24: expected valid YAML or JSON, found a syntax error: did not find "
      + "expected <document start>"),
  SpecificationCase(
    "duplicate key",
    usual + "widths: [2, 1]\n",
    "net.yaml:1:1: expected every key only once, found the key 'widths' twice"),
  SpecificationCase(
    "unknown key",
    usual + "wieghts: []\n",
    "net.yaml:3:1: expected one of the keys name, widths, activation, bias, weights, "
      + "biases, data, field, found the unknown key 'wieghts'"),
  SpecificationCase(
    "layers",
    "layers: []\n",
    "net.yaml:1:1: layers: expected a network given by 'widths', found a model with layers, which this "
      + "does not apply to"),
  SpecificationCase(
    "no widths",
    "activation: {monomial: 3}\n",
    "net.yaml:1:1: widths: expected a list of at least 2 widths, found no such key"),
  SpecificationCase(
    "null widths",
    "widths:\nactivation: {monomial: 3}\n",
    "net.yaml:1:8: widths: expected a list of at least 2 widths, found nothing"),
  SpecificationCase(
    "widths scalar",
    "widths: 2\n",
    "net.yaml:1:9: widths: expected a list of at least 2 widths, found '2'"),
  SpecificationCase(
    "one width",
    "widths: [2]\n",
    "net.yaml:1:9: widths: expected a list of at least 2 widths, found a list of 1 entry"),
  SpecificationCase(
    "zero width",
    "widths: [2, 0, 1]\nactivation: {monomial: 3}\n",
    "net.yaml:1:13: widths[1]: expected a whole number of at least 1, found '0'"),
  SpecificationCase(
    "negative width",
    "widths: [2, -3, 1]\n",
    "net.yaml:1:13: widths[1]: expected a whole number of at least 1, found '-3'"),
  SpecificationCase(
    "quoted width",
    "widths: [2, \"3\", 1]\n",
    "net.yaml:1:13: widths[1]: expected a whole number of at least 1, found the text \"3\""),
  SpecificationCase(
    "fractional width",
    "widths: [2, 2.5, 1]\n",
    "net.yaml:1:13: widths[1]: expected a whole number of at least 1, found '2.5'"),
  SpecificationCase(
    "hex width",
    "widths: [2, 0x3, 1]\n",
    "net.yaml:1:13: widths[1]: expected a whole number of at least 1, found '0x3'"),
  SpecificationCase(
    "octal width",
    "widths: [2, 017, 1]\n",
    "net.yaml:1:13: widths[1]: expected a whole number of at least 1, found '017'"),
  SpecificationCase(
    "underscored width",
    "widths: [2, 1_000, 1]\n",
    "net.yaml:1:13: widths[1]: expected a whole number of at least 1, found '1_000'"),
  SpecificationCase(
    "boolean width",
    "widths: [2, true, 1]\n",
    "net.yaml:1:13: widths[1]: expected a whole number of at least 1, found 'true'"),
  SpecificationCase(
    "infinite width",
    "widths: [2, .inf, 1]\n",
    "net.yaml:1:13: widths[1]: expected a whole number of at least 1, found '.inf'"),
  SpecificationCase(
    "huge width",
    "widths: [2, 99999999999999999999, 1]\n",
    "net.yaml:1:13: widths[1]: expected a whole number of at most "
      + "9223372036854775807, found '99999999999999999999'"),
  SpecificationCase(
    "nested width",
    "widths: [2, [3], 1]\n",
    "net.yaml:1:13: widths[1]: expected a whole number of at least 1, found a list "
      + "of 1 entry"),
  SpecificationCase(
    "too many parameters",
    "widths: [4000000000, 4000000000, 1]\nactivation: {monomial: 2}\n",
    "net.yaml:1:9: widths: expected fewer than 2^63 parameters, found more parameters"),
  SpecificationCase(
    "huge degree",
    "widths: [1, 1, 1, 1, 1]\nactivation: {monomial: 4000000000}\n",
    "net.yaml:2:13: activation: expected degrees with a product below 2^63, found a "
      + "larger product"),
  SpecificationCase(
    "no activation",
    "widths: [2, 2, 1]\n",
    "net.yaml:1:1: activation: expected an activation such as {monomial: 3}, found "
      + "no such key"),
  SpecificationCase(
    "activation scalar",
    "widths: [2, 2, 1]\nactivation: relu\n",
    "net.yaml:2:13: activation: expected one of {monomial: 3}, {polynomial: [0, 1, "
      + "2]} and {hermite: 3}, found 'relu'"),
  SpecificationCase(
    "activation kind",
    "widths: [2, 2, 1]\nactivation: {relu: 1}\n",
    "net.yaml:2:14: activation: expected one of {monomial: 3}, {polynomial: [0, 1, "
      + "2]} and {hermite: 3}, found the key 'relu'"),
  SpecificationCase(
    "two activations",
    "widths: [2, 2, 1]\nactivation: {monomial: 3, hermite: 2}\n",
    "net.yaml:2:13: activation: expected one of {monomial: 3}, {polynomial: [0, 1, "
      + "2]} and {hermite: 3}, found a mapping of 2 keys"),
  SpecificationCase(
    "activation list count",
    "widths: [2, 2, 1]\nactivation: [{monomial: 3}, {hermite: 2}]\n",
    "net.yaml:2:13: activation: expected 1 activation (one per hidden layer), found "
      + "a list of 2 entries"),
  SpecificationCase(
    "degree zero",
    "widths: [2, 2, 1]\nactivation: {monomial: 0}\n",
    "net.yaml:2:24: activation.monomial: expected a whole number of at least 1, found '0'"),
  SpecificationCase(
    "degree text",
    "widths: [2, 2, 1]\nactivation: {monomial: three}\n",
    "net.yaml:2:24: activation.monomial: expected a whole number of at least 1, "
      + "found 'three'"),
  SpecificationCase(
    "degree null",
    "widths: [2, 2, 1]\nactivation: {monomial: }\n",
    "net.yaml:2:24: activation.monomial: expected a whole number of at least 1, "
      + "found nothing"),
  SpecificationCase(
    "degree count",
    "widths: [2, 2, 2, 1]\nactivation: {monomial: [3, 2, 2]}\n",
    "net.yaml:2:24: activation.monomial: expected 2 degrees (one per hidden layer), "
      + "found a list of 3 entries"),
  SpecificationCase(
    "degree in list",
    "widths: [2, 2, 2, 1]\nactivation: {monomial: [3, 0]}\n",
    "net.yaml:2:28: activation.monomial[1]: expected a whole number of at least 1, "
      + "found '0'"),
  SpecificationCase(
    "hermite limit",
    "widths: [2, 2, 1]\nactivation: {hermite: 1001}\n",
    "net.yaml:2:23: activation.hermite: expected a whole number of at most 1000, "
      + "found '1001'"),
  SpecificationCase(
    "polynomial scalar",
    "widths: [2, 2, 1]\nactivation: {polynomial: 3}\n",
    "net.yaml:2:26: activation.polynomial: expected a list of coefficients, constant "
      + "term first, found '3'"),
  SpecificationCase(
    "polynomial constant",
    "widths: [2, 2, 1]\nactivation: {polynomial: [3, 0]}\n",
    "net.yaml:2:26: activation.polynomial: expected coefficients of a polynomial of "
      + "degree at least 1, found a constant"),
  SpecificationCase(
    "polynomial zero",
    "widths: [2, 2, 1]\nactivation: {polynomial: []}\n",
    "net.yaml:2:26: activation.polynomial: expected coefficients of a polynomial of "
      + "degree at least 1, found the zero polynomial"),
  SpecificationCase(
    "polynomial nan",
    "widths: [2, 2, 1]\nactivation: {polynomial: [0, .nan]}\n",
    "net.yaml:2:30: activation.polynomial[1]: expected a number such as 3, \"3/4\" "
      + "or 0.1, found '.nan'"),
  SpecificationCase(
    "bias yes",
    usual + "bias: yes\n",
    "net.yaml:3:7: bias: expected true or false, found 'yes'"),
  SpecificationCase(
    "bias quoted",
    usual + "bias: \"true\"\n",
    "net.yaml:3:7: bias: expected true or false, found the text \"true\""),
  SpecificationCase(
    "bias number",
    usual + "bias: 1\n",
    "net.yaml:3:7: bias: expected true or false, found '1'"),
  SpecificationCase(
    "name list",
    usual + "name: [a]\n",
    "net.yaml:3:7: name: expected a text, found a list of 1 entry"),
  SpecificationCase(
    "name null",
    usual + "name: ~\n",
    "net.yaml:3:7: name: expected a text, found '~'"),
]
