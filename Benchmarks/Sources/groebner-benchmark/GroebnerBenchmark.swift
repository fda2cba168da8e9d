import Foundation
import SingularLearning

/// Times Groebner bases of classic systems, and prints the systems for other programs.
///
///     groebner-benchmark time modular katsura-9       # seconds of processor time, elements
///     groebner-benchmark input msolve rational eco-8  # or singular, slimgb, macaulay2
@main
struct GroebnerBenchmark {
  static let prime: UInt64 = 2_147_483_647

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.count == 3, arguments.first == "time", let system = system(arguments.last!) {
      try time(system, isRational: arguments.dropFirst().first == "rational")
    } else if arguments.count == 4, arguments.first == "input", let system = system(arguments.last!)
    {
      let rest = Array(arguments.dropFirst())
      print(input(system, for: rest[0], isRational: rest[1] == "rational"))
    } else {
      print("usage: groebner-benchmark time modular|rational SYSTEM")
      print("       groebner-benchmark input PROGRAM modular|rational SYSTEM")
      exit(2)
    }
  }

  private static func time(_ system: ClassicSystem, isRational: Bool) throws {
    let start = processorSeconds()
    let count =
      if isRational {
        try system.ideal(over: RationalField()).groebnerBasis().polynomials.count
      } else {
        try system.ideal(over: PrimeField(modulus: prime)).groebnerBasis().polynomials.count
      }
    print(processorSeconds() - start, count)
  }

  private static func processorSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

  /// The system as a script that prints seconds and the number of elements (msolve: only the system).
  private static func input(
    _ system: ClassicSystem, for program: String, isRational: Bool
  ) -> String {
    let variables = system.variables.joined(separator: ",")
    let characteristic = isRational ? "0" : "\(prime)"
    let generators = system.ideal(over: RationalField()).generators.map(\.description)
      .joined(separator: ",\n")
    switch program {
    case "msolve": return "\(variables)\n\(characteristic)\n\(generators)"
    case "macaulay2":
      let field = isRational ? "QQ" : "ZZ/\(prime)"
      return """
        R = \(field)[\(variables)]; I = ideal(\(generators)); t = cpuTime(); g = gb I;
        print(toString(cpuTime() - t) | " " | toString(numColumns gens g)); exit 0
        """
    default:
      return """
        system("--ticks-per-sec", 1000); option(redSB); ring r = \(characteristic),(\(variables)),dp;
        ideal i = \(generators);
        int t = timer; ideal g = \(program == "slimgb" ? "slimgb" : "std")(i); t = timer - t;
        print(string(t) + "e-3 " + string(size(g))); quit;
        """
    }
  }

  private static func system(_ name: String) -> ClassicSystem? {
    let parts = name.split(separator: "-")
    guard parts.count == 2, let n = Int(parts[1]), n >= 2 else { return nil }
    return switch parts[0] {
    case "katsura": .katsura(n)
    case "cyclic": .cyclic(n)
    case "eco": .eco(n)
    case "noon": .noon(n)
    case "reimer": .reimer(n)
    default: nil
    }
  }
}
