import CFuzz
import Foundation
import SingularLearning

// One parser is fuzzed at a time, named by FUZZ_TARGET: whatever bytes come, a parser returns or throws,
// and what it has read it must read again from what it prints.

/// The parsers by name.
let targets: [String: @Sendable (UnsafeBufferPointer<UInt8>) -> Void] = [
  "specification": { fuzzSpecification(String(decoding: $0, as: UTF8.self)) },
  "polynomial": { fuzzPolynomial(String(decoding: $0, as: UTF8.self)) },
  "architecture-line": { fuzzArchitectureLines(String(decoding: $0, as: UTF8.self)) },
  "number": { fuzzNumber(String(decoding: $0, as: UTF8.self)) },
  "npy": { fuzzWeights(.npy, Array($0)) }, "npz": { fuzzWeights(.npz, Array($0)) },
  "safetensors": { fuzzWeights(.safetensors, Array($0)) },
  "ideal": { fuzzIdeal(String(decoding: $0, as: UTF8.self)) },
  "certificate": { fuzzCertificate(String(decoding: $0, as: UTF8.self)) },
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

@Sendable func fuzzWeights(_ format: WeightFileFormat, _ bytes: [UInt8]) {
  let file: WeightFile
  do throws(SpecificationError) {
    file = try WeightFile(format, bytes: bytes, file: "x")
  } catch {
    require(!error.description.contains("\n"), "a message of several lines")
    return
  }
  guard let again = try? WeightFile(format, bytes: file.bytes, file: "x") else {
    contractViolation("the weights do not survive writing")
  }
  require(
    again.tensors.map(\.values) == file.tensors.map(\.values)
      && again.tensors.map(\.shape) == file.tensors.map(\.shape)
      && again.tensors.map(\.name) == file.tensors.map(\.name)
      && again.metadata == file.metadata,
    "the weights change in writing")
}

@Sendable func fuzzIdeal(_ text: String) {
  let specification: IdealSpecification
  do throws(IdealSpecificationError) {
    specification = try IdealSpecification(text: text, name: "x")
  } catch {
    require(!error.description.contains("\n"), "a message of several lines")
    return
  }
  do throws(IdealSpecificationError) {
    _ = try specification.ideal(over: RationalField())
  } catch {
    require(!error.description.contains("\n"), "a message of several lines")
  }
}

@Sendable func fuzzCertificate(_ text: String) {
  let certificate: LocusCertificate
  do throws(CertificateError) {
    certificate = try LocusCertificate(json: text)
  } catch {
    require(!"\(error)".contains("\n"), "a message of several lines")
    return
  }
  let again = try? LocusCertificate(json: certificate.json)
  require(again == certificate, "the certificate does not survive printing")
  // What can be read can be checked, or is refused; long checks are stopped.
  _ = try? verify(certificate, control: ComputationControl(timeLimitSeconds: 2))
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
    run(UnsafeBufferPointer(start: bytes, count: size))
    return 0
  })
