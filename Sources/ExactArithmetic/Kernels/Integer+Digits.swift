import CGMP

extension Integer {
  /// The integer with the given decimal digits, which the caller has checked.
  init(checkedDigits digits: some Collection<UInt8>) {
    var terminated = [CChar]()
    terminated.reserveCapacity(digits.count + 1)
    for digit in digits { terminated.append(CChar(digit)) }
    terminated.append(0)
    self.init { _ = __gmpz_set_str($0, terminated, 10) }
  }

  var bigDescription: String {
    withGMP { z in
      // nil lets GMP allocate the text with malloc.
      guard let text = __gmpz_get_str(nil, 10, z) else { return "" }
      defer { text.deallocate() }
      return String(cString: text)
    }
  }
}
