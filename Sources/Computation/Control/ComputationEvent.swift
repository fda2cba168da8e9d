/// What a long computation tells on its way.
public enum ComputationEvent: Hashable, Sendable {
  /// A large computation has begun: its name in one line.
  case began(String)
  /// A step of one has begun, which may be short.
  case step(String)
  /// Something is decided: what, in one line.
  case decided(String)
}
