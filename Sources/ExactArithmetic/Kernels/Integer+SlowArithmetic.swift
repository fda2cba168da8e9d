import CGMP

// The paths of `Integer`'s operators for values beyond `Int`, kept out of line.
extension Integer {
  @usableFromInline
  var bigSignum: Int { withGMP { Int(slt_mpz_sgn($0)) } }

  @usableFromInline @inline(never)
  static func addSlowly(_ x: Integer, _ y: Integer) -> Integer {
    combining(x, y) { __gmpz_add($0, $1, $2) }
  }

  @usableFromInline @inline(never)
  static func subtractSlowly(_ x: Integer, _ y: Integer) -> Integer {
    combining(x, y) { __gmpz_sub($0, $1, $2) }
  }

  @usableFromInline @inline(never)
  static func multiplySlowly(_ x: Integer, _ y: Integer) -> Integer {
    combining(x, y) { __gmpz_mul($0, $1, $2) }
  }

  @usableFromInline @inline(never)
  mutating func formSumSlowly(_ y: Integer) {
    mutate { target in y.withGMP { __gmpz_add(target, target, $0) } }
  }

  @usableFromInline @inline(never)
  mutating func formDifferenceSlowly(_ y: Integer) {
    mutate { target in y.withGMP { __gmpz_sub(target, target, $0) } }
  }

  @usableFromInline @inline(never)
  mutating func formProductSlowly(_ y: Integer) {
    mutate { target in y.withGMP { __gmpz_mul(target, target, $0) } }
  }

  @usableFromInline @inline(never)
  mutating func addProductSlowly(_ a: Integer, _ b: Integer) {
    mutate { target in a.withGMP { x in b.withGMP { y in __gmpz_addmul(target, x, y) } } }
  }

  @usableFromInline @inline(never)
  mutating func subtractProductSlowly(_ a: Integer, _ b: Integer) {
    mutate { target in a.withGMP { x in b.withGMP { y in __gmpz_submul(target, x, y) } } }
  }

  @usableFromInline @inline(never)
  static func compareSlowly(_ x: Integer, _ y: Integer) -> Int {
    x.withGMP { a in y.withGMP { b in Int(__gmpz_cmp(a, b)) } }
  }
}
