import ArgumentParser
import SingularLearning

@main
struct SLTCritical: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "slt-critical")
}
