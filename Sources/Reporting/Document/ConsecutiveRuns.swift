extension Array {
  /// The first and last elements of the runs in which elements are like the first one.
  func runs(by isAlike: (Element, Element) -> Bool) -> [(first: Element, last: Element)] {
    var runs: [(first: Element, last: Element)] = []
    for element in self {
      if let run = runs.last, isAlike(element, run.first) {
        runs[runs.count - 1].last = element
      } else {
        runs.append((element, element))
      }
    }
    return runs
  }
}
