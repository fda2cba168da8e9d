import SingularLearning
import Testing

@Suite("Changed certificates are refuted")
struct CertificateMutationTests {
  /// Why the certificate is not accepted; `nil` if it is.
  private func rejection(_ certificate: LocusCertificate) throws -> String? {
    do throws(CertificateError) {
      let check = try verify(certificate)
      return check.holds ? nil : check.failures.joined(separator: "\n")
    } catch {
      return error.description
    }
  }

  private func expectRejection(
    _ certificate: LocusCertificate, _ fragments: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let text = try rejection(certificate)
    #expect(
      fragments.contains { text?.contains($0) ?? false }, "\(text ?? "accepted")",
      sourceLocation: sourceLocation)
  }

  /// The certificate with every locus of a chart changed, one at a time.
  private func changes(
    _ certificate: LocusCertificate, _ change: (inout LocusCertificate.Locus) -> Bool
  ) -> [LocusCertificate] {
    var result: [LocusCertificate] = []
    for (index, chart) in certificate.charts.enumerated() {
      var changed = certificate
      switch chart.outcome {
      case .covered: continue
      case .solved(var locus):
        if !change(&locus) { continue }
        changed.charts[index].outcome = .solved(locus: locus)
      case .solvedByInnerNetwork(var inner, let degree, let syzygies, let loci):
        if !change(&inner) { continue }
        changed.charts[index].outcome = .solvedByInnerNetwork(
          inner: inner, syzygyDegree: degree, syzygies: syzygies, loci: loci)
      }
      result.append(changed)
    }
    return result
  }

  private let examples = [CertifiedCase([2, 3, 1], 4), CertifiedCase([2, 2, 2, 1], 3)]
  /// With pieces in charts.
  private let largerExamples = [CertifiedCase([2, 3, 2], 2), CertifiedCase([2, 2, 3, 1], 2)]

  @Test func missingParts() throws {
    for example in examples {
      let certificate = try example.certificate()
      var changed = certificate
      changed.components.removeLast()
      try expectRejection(changed, "there is no component")
      changed = certificate
      changed.charts.removeLast()
      try expectRejection(changed, "there is no chart")
      changed = certificate
      changed.covers.removeFirst()
      try expectRejection(changed, "no cover for W1 of rank")
      for changed in changes(
        certificate,
        { locus in
          locus.nodes.removeAll()
          locus.roots.removeAll()
          return true
        })
      {
        try expectRejection(changed, "the roots do not cover all points")
      }
    }
  }

  @Test func changedHeads() throws {
    for example in examples {
      let certificate = try example.certificate()
      var changed = certificate
      changed.degrees[0] += 1
      try expectRejection(changed, "a listed row is zero", "the lemma on two neurons does not")
      changed = certificate
      changed.schema = 3
      try expectRejection(changed, "schema: expected 2, found 3")
      changed = certificate
      changed.genericRank += 1
      try expectRejection(changed, "the generic rank is")
      changed = certificate
      changed.rankBound += 1
      try expectRejection(changed, "do not show a rank above")
      changed = certificate
      changed.components[0].dimension += 1
      try expectRejection(changed, "its dimension is")
      changed = certificate
      changed.components[0].rank -= 1
      try expectRejection(changed, "at the witness rank J")
      changed = certificate
      changed.components[0].witness = changed.components[0].witness.map { $0.map { _ in "0" } }
      try expectRejection(changed, "at the witness rank J = 0")
      changed = certificate
      changed.components[0].generators.append("\(try firstName(example)) - 5")
      try expectRejection(
        changed, "it is not stable", "lie on component 0", "not on component 0")
    }
  }

  private func firstName(_ example: CertifiedCase) throws -> String {
    try Architecture(widths: example.widths, degree: example.degree).parameterNames[0]
  }

  @Test func changedDecisions() throws {
    for example in examples {
      let certificate = try example.certificate()
      var count = 0
      for (index, cover) in certificate.covers.enumerated() {
        for (number, step) in cover.steps.enumerated() {
          guard case .split(let entry, let nonzero, let vanishing, let zero) = step else {
            continue
          }
          // An entry of another matrix is in no orbit with this one.
          let others = cover.steps.compactMap { step -> String? in
            guard case .split(let other, _, _, _) = step else { return nil }
            return other.prefix(2) == entry.prefix(2) ? nil : other
          }
          guard let other = others.first else { continue }
          var changed = certificate
          changed.covers[index].steps[number] = .split(
            entry: entry, nonzero: nonzero, vanishing: vanishing + [other], zero: zero)
          try expectRejection(changed, "no permutation moves \(entry) to \(other)")
          changed.covers[index].steps[number] = .split(
            entry: entry, nonzero: number, vanishing: vanishing, zero: zero)
          try expectRejection(changed, "refers to an earlier step")
          count += 1
        }
      }
      #expect(count > 0 || example.widths.count == 3)
    }
    // With one hidden layer: an entry that is decided is not decided again.
    var changed = try examples[0].certificate()
    changed.charts[0].normalForm[0][0][0] = "0"
    try expectRejection(changed, "chart 0: w1_1_1 is 0 but has to be 1")
  }

  @Test func changedProofs() throws {
    var counts = [0, 0, 0, 0]
    for example in largerExamples {
      let certificate = try example.certificate()
      for changed in changes(
        certificate,
        {
          changeCover(&$0) { cover in
            if cover.children.isEmpty { return false }
            cover.children = []
            return true
          }
        })
      {
        counts[0] += 1
        try expectRejection(changed, "the children do not contain all zeros")
      }
      for changed in changes(
        certificate,
        {
          changeCover(&$0) { cover in
            guard cover.products[0][0].factors.count > 0 else { return false }
            cover.products[0][0].factors = []
            return true
          }
        })
      {
        counts[1] += 1
        try expectRejection(changed, "has other zeros than its factors")
      }
      for changed in changes(
        certificate,
        { locus in
          guard
            let node = locus.nodes.firstIndex(where: {
              if case .piece = $0.outcome { !$0.prime.isEmpty } else { false }
            })
          else { return false }
          locus.nodes[node].prime[0] += " - 7"
          return true
        })
      {
        counts[2] += 1
        try expectRejection(
          changed, "the children do not contain all zeros", "does not lie on component",
          "it does not lie in node")
      }
      for changed in changes(
        certificate,
        {
          changeCover(&$0) { cover in
            let minor = cover.products[0][0].minor
            if minor.rows.count < 2 { return false }
            cover.products[0][0].minor.rows[0] = minor.rows[1]
            return true
          }
        })
      {
        counts[3] += 1
        try expectRejection(changed, "are no minor")
      }
    }
    #expect(counts[0] > 0 && counts[1] > 0 && counts[2] > 0, "\(counts)")
  }

  @Test("the same minors twice show no larger rank")
  func doubledCovers() throws {
    var count = 0
    for example in largerExamples {
      let certificate = try example.certificate()
      let doubled = changes(certificate) { locus in
        for (index, node) in locus.nodes.enumerated() {
          guard case .covered(let pivots, let covers) = node.outcome, let first = covers.first
          else { continue }
          locus.nodes[index].outcome = .covered(pivots: pivots, covers: covers + [first])
          return true
        }
        return false
      }
      for changed in doubled.prefix(3) {
        count += 1
        try expectRejection(changed, "are not independent of others")
      }
    }
    #expect(count > 0)
  }

  /// Changes the first cover for which that is possible.
  private func changeCover(
    _ locus: inout LocusCertificate.Locus, _ change: (inout LocusCertificate.NodeCover) -> Bool
  ) -> Bool {
    for (index, node) in locus.nodes.enumerated() {
      guard case .covered(let pivots, var covers) = node.outcome else { continue }
      for number in covers.indices where change(&covers[number]) {
        locus.nodes[index].outcome = .covered(pivots: pivots, covers: covers)
        return true
      }
    }
    return false
  }

  @Test("minors of other rows are accepted only where they prove the same")
  func changedMinors() throws {
    let certificate = try largerExamples[1].certificate()
    let changed = changes(
      certificate,
      { locus in
        let rowCount = locus.rows.count
        return changeCover(&locus) { cover in
          let used = cover.products.joined().flatMap(\.minor.rows)
          guard let other = (0..<rowCount).first(where: { !used.contains($0) }) else {
            return false
          }
          cover.products[0][0].minor.rows[0] = other
          return true
        }
      })
    let texts = try changed.compactMap { try rejection($0) }
    #expect(texts.count > changed.count / 2, "\(texts.count) of \(changed.count)")
    let fragments = [
      "has other zeros than its factors", "uses rows or columns of the pivots", "not independent",
      "do not contain all zeros",
    ]
    for text in texts {
      #expect(fragments.contains { text.contains($0) }, "\(text)")
    }
  }
}
