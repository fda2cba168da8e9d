/// Stops the program with `message` unless `condition` holds: the check for misuse of the library.
///
/// Unlike the standard `precondition`, the message is printed in release builds too, so that a
/// broken contract always names both sides.
@inlinable
public func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { contractViolation(message()) }
}

/// Stops the program with `message`; kept out of line so that checks cost one branch.
@inline(never)
public func contractViolation(_ message: String) -> Never {
  fatalError(message)
}
