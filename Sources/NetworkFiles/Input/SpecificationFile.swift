import Networks

/// The text of the file at `path`, or of standard input for `-`.
func specificationText(
  atPath path: String, maximumBytes: Int
) throws(SpecificationError) -> String {
  try reading { () throws(InputFileError) in
    try InputFile(path: path).text(maximumBytes: maximumBytes)
  }
}

/// The bytes of the file at `path`, or of standard input for `-`.
///
/// Never reads much beyond the limit, so that endless files end.
func fileContents(atPath path: String, maximumBytes: Int) throws(SpecificationError) -> [UInt8] {
  try reading { () throws(InputFileError) in
    try InputFile(path: path).contents(maximumBytes: maximumBytes)
  }
}

private func reading<Value>(
  _ body: () throws(InputFileError) -> Value
) throws(SpecificationError) -> Value {
  do throws(InputFileError) {
    return try body()
  } catch {
    switch error {
    case .unreadable(let error): throw error
    // Nothing stops a control without limits.
    case .stopped(let stop):
      throw SpecificationError(
        file: "", line: nil, column: nil, path: "", expected: "a file", found: "\(stop)")
    }
  }
}
