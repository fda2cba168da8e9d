import CFuzz
import Foundation
import SingularLearning

// One parser is fuzzed at a time, named by FUZZ_TARGET: whatever bytes come, a parser returns or throws,
// and what it has read it must read again from what it prints.

/// The parsers by name.
let targets: [String: @Sendable (String) -> Void] = [
  "specification": fuzzSpecification, "polynomial": fuzzPolynomial,
  "architecture-line": fuzzArchitectureLines, "number": fuzzNumber,
]

@Sendable func fuzzSpecification(_ text: String) {
  guard let specification = try? NetworkSpecification(text: text) else { return }
  let again = try? NetworkSpecification(text: specification.yaml)
  require(again == specification, "the specification does not survive printing")
}

@Sendable func fuzzPolynomial(_ text: String) {
  guard
    let ring = try? PolynomialRing(
      coefficients: RationalField(), variables: ["x", "y", "w1_1_1", "w2_1_1"]),
    let f = try? ring.parse(text)
  else { return }
  // Longer texts can exceed the limits of the parser.
  let printed = f.description
  guard printed.utf8.count < 10_000 else { return }
  require((try? ring.parse(printed)) == f, "the polynomial does not survive printing")
}

@Sendable func fuzzArchitectureLines(_ text: String) {
  var parser = ArchitectureLineParser()
  for line in text.split(separator: "\n") {
    guard (try? parser.parse(String(line))) != nil else { return }
  }
}

@Sendable func fuzzNumber(_ text: String) {
  if let n = Integer(text) {
    require(Integer(n.description) == n, "an integer changes in printing")
  }
  if let q = Rational(text) {
    require(Rational(q.description) == q, "a rational changes in printing")
  }
}

let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
guard let target = targets[name] else {
  print("FUZZ_TARGET must be one of \(targets.keys.sorted().joined(separator: ", "))")
  exit(2)
}
let run = target
var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(
  LLVMFuzzerRunDriver(&count, &arguments) { bytes, size in
    run(String(decoding: UnsafeBufferPointer(start: bytes, count: size), as: UTF8.self))
    return 0
  })
