import Foundation

/// The path of a file in `Tests/ReferenceData`.
public func referenceDataURL(_ name: String) -> URL {
  URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "ReferenceData").appending(path: name)
}
