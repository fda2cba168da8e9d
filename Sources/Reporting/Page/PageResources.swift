import Foundation

/// The files of `Resources`, which are part of the program: pages need nothing from where it is installed.
enum PageResources {
  /// The style sheet, with the font of formulas as `Report Math`.
  ///
  /// Browsers set indices, powers and brackets well only in a font with an OpenType table for mathematics,
  /// which many systems lack. This is a subset of STIX Math, Copyright (c) 2001-2010 by the STI Pub
  /// Companies, under the SIL Open Font License 1.1 (`Documentation/licenses/OFL-1.1.txt`).
  static let style =
    "\n@font-face { font-family: \"Report Math\"; src: url(data:font/woff2;base64,"
    + Data(PackageResources.math_woff2).base64EncodedString() + ") format(\"woff2\"); }\n"
    + String(decoding: PackageResources.page_css, as: UTF8.self)

  /// The script.
  static let script = "\n" + String(decoding: PackageResources.page_js, as: UTF8.self)
}
