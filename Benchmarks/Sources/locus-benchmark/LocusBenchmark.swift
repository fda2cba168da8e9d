import Foundation
import SingularLearning

/// Times the components of the critical locus of one network:
/// `locus-benchmark WIDTHS DEGREE METHOD` with WIDTHS such as 2,3,1 and METHOD `charts`, `rankLocus` or
/// `minors` prints the milliseconds of processor time (the median of several runs), the number of
/// components with all images under permutations, and whether completeness is proven.
@main
struct LocusBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let degree = Int(arguments[2]) else {
      print("usage: locus-benchmark WIDTHS DEGREE charts|rankLocus|minors")
      return
    }
    let widths = arguments[1].split(separator: ",").compactMap { Int($0) }
    let architecture = try Architecture(widths: widths, degree: degree)
    var times: [Double] = []
    var total = 0.0
    var result = ""
    repeat {
      let start = Double(clock()) * 1000 / Double(CLOCKS_PER_SEC)
      let (components, completeness) = try locus(of: architecture, method: arguments[3])
      times.append(Double(clock()) * 1000 / Double(CLOCKS_PER_SEC) - start)
      total += times[times.count - 1]
      let count = components.reduce(Integer.zero) { $0 + $1.orbitSize }
      result = "\(count) \(completeness.isProven ? "proven" : "searched")"
    } while total < 500 && times.count < 15
    print(times.sorted()[times.count / 2], result)
  }

  static func locus(
    of architecture: Architecture, method: String
  ) throws -> ([CriticalComponent], Completeness) {
    if let direct = DirectMethod(rawValue: method) {
      let route = try directRoute(of: architecture, method: direct)
      return (route.components, route.completeness)
    }
    let locus = try criticalLocus(of: architecture)
    return (locus.components, locus.completeness)
  }
}
