import AlgebraicStructures
import ExactArithmetic
import LearningCoefficients
import Networks

extension Document {
  /// The most sentences of a proof that a report tells unless the whole is asked for.
  private static let shortProof = 6

  /// A proof in words; programs get all sentences, `null` without a proof.
  ///
  /// - Parameter origin: Weights with the same value at which the coordinates of the proof are zero; `nil` for an ideal.
  /// - Parameter isWhole: Whether people are told all sentences, too.
  mutating func addProof(_ proof: ResolutionProof?, at origin: Network?, isWhole: Bool) {
    let sentences = proof?.sentences
    data("proof", sentences)
    if origin != nil { data("proofOrigin", proof == nil ? nil : origin?.matrices) }
    guard let sentences, let last = sentences.last else { return }
    let others = sentences.dropLast()
    if let origin, !origin.weights.allSatisfy(\.isZero) {
      paragraph("The proof in words, with coordinates from a normal form of the weights:")
      matrices(of: origin, name: "W_")
    } else {
      paragraph("The proof in words, with coordinates from the point:")
    }
    let told = isWhole ? others : others.prefix(Self.shortProof)
    for (index, sentence) in told.enumerated() { say("\(index + 1).", "\(sentence)") }
    let left = others.count - told.count
    if left > 0 { say("...", "\(left) more such \(left == 1 ? "step" : "steps")") }
    say("\(sentences.count).", "\(last)")
  }

  /// What is not decided, and that more work may decide it.
  mutating func addOpen(_ result: LearningCoefficientResult?) {
    guard let result, result.exact == nil, let proof = result.proof, proof.openGermCount > 0 else {
      return
    }
    say(
      "open",
      """
      \(proof.openGermCount) of \(proof.germCount) germs of the resolution; a larger budget may decide \
      them
      """)
  }
}
