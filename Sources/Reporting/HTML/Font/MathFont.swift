/// The font of formulas on report pages.
///
/// Browsers set indices, powers and brackets well only in a font with an OpenType table for mathematics,
/// which many systems lack. This is a subset of STIX Math, Copyright (c) 2001-2010 by the STI Pub
/// Companies, under the SIL Open Font License 1.1 (`Documentation/licenses/OFL-1.1.txt`).
enum MathFont {
  /// The style rule that gives the font the name `Report Math`.
  static var rule: String {
    "\n@font-face { font-family: \"Report Math\"; "
      + "src: url(data:font/woff2;base64,\(base64)) format(\"woff2\"); }\n"
  }
}
