import Ideals
import Polynomials

extension GroebnerPlan: JSONRepresentable {
  var json: JSONValue {
    .record([
      "engine": engine.rawValue, "workingOrder": workingOrder.description,
      "conversionLimit": conversionLimit, "exponentBits": exponentBits,
      "homogenisation": homogenisation.rawValue, "verification": verification.rawValue,
      "primeBound": primeBound,
    ])
  }
}
