import SingularLearning
import Testing

/// What networks are fitted to: teachers, samples, and why they are refused.
@Suite struct TrainingProblemTests {
  private static func architecture(_ widths: [Int]) throws -> Architecture {
    try Architecture(widths: widths, degree: 2)
  }

  @Test func lossVanishesAtTheTeacher() throws {
    let student = try Self.architecture([2, 2, 1])
    let teacher = Teacher.random(student, seed: 3)
    #expect(!teacher.isGiven && teacher == .random(student, seed: 3))
    let problem = try TrainingProblem(student, teacher: teacher)
    #expect(problem.loss.makeEvaluator().value(at: teacher.parameters) < 1e-20)
    #expect(problem.target.hasSuffix("gaussian inputs"))
    let smaller = Teacher.smaller(than: try Self.architecture([2, 3, 1, 1]), seed: 1)
    #expect(smaller.architecture.widths == [2, 2, 1, 1])
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let student = try Self.architecture([2, 2, 1])
    let other = try Self.architecture([3, 1])
    #expect(throws: TrainingProblemError.otherShape(teacher: other, student: student)) {
      try TrainingProblem(student, teacher: .random(other, seed: 1))
    }
    let large = Teacher(student, parameters: Array(repeating: .infinity, count: 6))
    #expect(throws: TrainingProblemError.self) { try TrainingProblem(student, teacher: large) }
    let samples = try TrainingSamples(json: #"{"inputs": [[1, 2], [3, 4]], "targets": [[1]]}"#)
    #expect(throws: TrainingProblemError.otherSamples(student: student)) {
      try TrainingProblem(student, samples: samples, name: "data")
    }
    let one = TrainingSamples(inputs: [[1, 2]], targets: [[1]])
    #expect(try TrainingProblem(student, samples: one, name: "data").target == "1 samples of data")
  }

  @Test func malformedSamplesNameTheFile() {
    for text in [#"{"inputs": [[1]], "inputs": [[1]], "targets": [[1]]}"#, "[1]", "{}"] {
      let error = #expect(throws: SpecificationError.self) {
        try TrainingSamples(json: text, file: "data.json")
      }
      #expect(error?.description.hasPrefix("data.json: expected ") == true)
    }
  }
}
