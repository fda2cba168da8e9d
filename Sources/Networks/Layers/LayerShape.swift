import Computation

/// How the values between two layers are arranged.
public enum LayerShape: Hashable, Sendable, CustomStringConvertible {
  /// n numbers.
  case vector(Int)
  /// Channels on a line, channel by channel.
  case sequence(length: Int, channels: Int)
  /// Channels on a rectangle, channel by channel and row by row.
  case grid(height: Int, width: Int, channels: Int)
  /// Tokens with features, token by token.
  case tokens(count: Int, features: Int)

  /// The number of values; saturates.
  public var count: Int {
    switch self {
    case .vector(let count): count
    case .sequence(let length, let channels): Saturating.product(length, channels)
    case .grid(let height, let width, let channels):
      Saturating.product(Saturating.product(height, width), channels)
    case .tokens(let count, let features): Saturating.product(count, features)
    }
  }

  /// The number of channels: of a vector its entries, of tokens their features.
  public var channelCount: Int {
    switch self {
    case .vector(let count): count
    case .sequence(_, let channels), .grid(_, _, let channels): channels
    case .tokens(_, let features): features
    }
  }

  /// The number of values of one channel.
  public var positionCount: Int {
    switch self {
    case .vector: 1
    case .sequence(let length, _): length
    case .grid(let height, let width, _): Saturating.product(height, width)
    case .tokens(let count, _): count
    }
  }

  /// The same arrangement with another number of channels.
  public func withChannels(_ channels: Int) -> LayerShape {
    switch self {
    case .vector: .vector(channels)
    case .sequence(let length, _): .sequence(length: length, channels: channels)
    case .grid(let height, let width, _):
      .grid(height: height, width: width, channels: channels)
    case .tokens(let count, _): .tokens(count: count, features: channels)
    }
  }

  /// Where the value of a channel at a position stands, all counted from 0.
  @inlinable
  public func index(channel: Int, position: Int) -> Int {
    switch self {
    case .vector: channel
    case .sequence(let length, _): channel * length + position
    case .grid(let height, let width, _): channel * height * width + position
    case .tokens(_, let features): position * features + channel
    }
  }

  /// The channel of the value at an index.
  @inlinable
  public func channel(ofIndex index: Int) -> Int {
    switch self {
    case .vector: index
    case .sequence(let length, _): index / length
    case .grid(let height, let width, _): index / (height * width)
    case .tokens(_, let features): index % features
    }
  }

  /// For example `length 8 with 2 channels`.
  public var description: String {
    switch self {
    case .vector(let count): counted(count, "value", "values")
    case .sequence(let length, let channels):
      "length \(length) with \(counted(channels, "channel", "channels"))"
    case .grid(let height, let width, let channels):
      "\(height) x \(width) with \(counted(channels, "channel", "channels"))"
    case .tokens(let count, let features):
      "\(counted(count, "token", "tokens")) with \(counted(features, "feature", "features"))"
    }
  }

  /// Whether every extent is at least 1.
  var isPositive: Bool {
    switch self {
    case .vector(let count): count >= 1
    case .sequence(let length, let channels): length >= 1 && channels >= 1
    case .grid(let height, let width, let channels): height >= 1 && width >= 1 && channels >= 1
    case .tokens(let count, let features): count >= 1 && features >= 1
    }
  }
}
