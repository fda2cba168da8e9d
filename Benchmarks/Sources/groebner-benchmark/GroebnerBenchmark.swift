import SingularLearning

/// Times Groebner bases of classic systems: `groebner-benchmark [modular|rational] katsura-8 …`.
@main
struct GroebnerBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    for name in arguments.dropFirst() {
      let parts = name.split(separator: "-")
      guard parts.count == 2, let n = Int(parts[1]), let system = system(String(parts[0]), n) else {
        print("unknown system \(name)")
        continue
      }
      let clock = ContinuousClock()
      if arguments.first == "rational" {
        let ideal = system.ideal(over: RationalField())
        var count = 0
        let time = try clock.measure { count = try ideal.groebnerBasis().polynomials.count }
        print(name, "rational", count, time)
      } else {
        let ideal = system.ideal(over: try PrimeField(modulus: 2_147_483_647))
        var count = 0
        let time = try clock.measure { count = try ideal.groebnerBasis().polynomials.count }
        print(name, "modular", count, time)
      }
    }
  }

  static func system(_ family: String, _ n: Int) -> ClassicSystem? {
    switch family {
    case "katsura": .katsura(n)
    case "cyclic": .cyclic(n)
    case "eco": .eco(n)
    case "noon": .noon(n)
    case "reimer": .reimer(n)
    default: nil
    }
  }
}
