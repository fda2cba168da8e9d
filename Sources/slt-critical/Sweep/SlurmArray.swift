import Foundation
import SingularLearning

/// A script for Slurm that runs the missing jobs of a sweep as an array: each element a list of jobs of about equal cost, the
/// most expensive first, so that the scheduler gives them out as processors become free.
///
/// Every script has a number; its lists are `chunks/NUMBER-ELEMENT.jsonl`, and their lines go to `results-NUMBER-ELEMENT.jsonl`.
/// An element that is started again goes on with what has no line.
struct SlurmArray {
  /// The folder of the sweep.
  let folder: SweepFolder
  /// The most elements.
  let elementCount: Int
  /// The most elements that run at once; `nil` for as many as the cluster lets.
  let atOnce: Int?
  /// Options for `sbatch`, each a line of the script.
  let options: [String]
  /// The memory of a job in MiB.
  let memoryLimit: Int?

  /// The most elements: clusters allow a thousand or so.
  static let standardElementCount = 1_000

  /// Writes lists and script, and returns the path of the script; `nil` if nothing is missing.
  func write(
    _ tasks: [SweepTask], processes: SweepProcesses
  ) throws(CommandFailure) -> (script: String, elements: Int)? {
    let costs = tasks.map { $0.job.cost(of: processes.command) }
    let order = tasks.indices.sorted { (-costs[$0], $0) < (-costs[$1], $1) }
    guard !order.isEmpty else { return nil }
    let lists = Self.lists(of: order, costs: costs, count: min(elementCount, order.count))
    let number = try folder.nextArrayNumber()
    let root = try absolute(folder.path)
    for (element, list) in lists.enumerated() {
      let lines = list.map { PlannedTask.line(of: tasks[$0], processes: processes) + "\n" }
      try folder.write(
        lines.joined(), to: folder.chunkFile(array: number, element: element + 1))
    }
    let script = folder.path + "/slurm-\(number).sh"
    try folder.write(
      text(elements: lists.count, number: number, root: root, command: processes.command.rawValue),
      to: script)
    return (script, lists.count)
  }

  /// Runs of `order` of about equal cost, whose number is `count`, which is at most that of the jobs.
  static func lists(of order: [Int], costs: [Double], count: Int) -> [[Int]] {
    var lists: [[Int]] = []
    var left = order.reduce(0.0) { $0 + costs[$1] }
    var list: [Int] = []
    var sum = 0.0
    for (place, job) in order.enumerated() {
      list.append(job)
      sum += costs[job]
      let open = count - lists.count
      // Every later list needs a job.
      let isLast = order.count - place - 1 <= open - 1
      if open > 1, sum >= left / Double(open) || isLast {
        lists.append(list)
        left -= sum
        (list, sum) = ([], 0)
      }
    }
    if !list.isEmpty { lists.append(list) }
    return lists
  }

  private func absolute(_ path: String) throws(CommandFailure) -> String {
    do throws(SystemError) {
      return try PathParts.resolved(path)
    } catch {
      throw CommandFailure("--output: \(path): \(error)")
    }
  }

  private func text(
    elements: Int, number: Int, root: String, command: String
  ) throws(CommandFailure) -> String {
    guard let program = Bundle.main.executableURL?.path else {
      throw CommandFailure("--engine slurm: cannot find the path of this program")
    }
    func quoted(_ text: String) -> String {
      "'" + text.replacing("'", with: "'\\''") + "'"
    }
    var lines = [
      "#!/bin/sh", "#SBATCH --job-name=slt-\(command)",
      "#SBATCH --array=1-\(elements)" + (atOnce.map { "%\($0)" } ?? ""),
      "#SBATCH --ntasks=1 --cpus-per-task=1", "#SBATCH --requeue --open-mode=append",
      "#SBATCH --output=\(root.replacing("%", with: "%%"))/slurm-\(number)-%a.txt",
    ]
    // Room for the process that starts the jobs.
    if let memoryLimit { lines.append("#SBATCH --mem=\(memoryLimit + 256)") }
    lines += options.map { "#SBATCH \($0)" }
    lines += [
      "", "# sbatch this file; afterwards: slt-critical sweep --merge \(root)",
      "# What is missing then, the command that wrote this file puts into a new one.",
      "exec \(quoted(program)) sweep --quiet --threads 1 --output \(quoted(root)) \\",
      "  --jobs-from \(quoted(root))/chunks/\(number)-\"$SLURM_ARRAY_TASK_ID\".jsonl", "",
    ]
    return lines.joined(separator: "\n")
  }
}
