import Analyses
import CriticalLoci
import ExactArithmetic
import NetworkFiles
import Networks
import NumericalExperiments

extension HTMLReport {
  /// The critical locus in a plane of weights, over the loss.
  var landscapeSection: Markup {
    let content = analysis.landscape.markup { landscape in
      let isGiven = specification.network != nil
      let origin = isGiven ? "the given weights" : "a point of a component"
      let teacher = isGiven ? "the network there" : "a network in it, which the star marks"
      return
        .paragraph(
          """
          A plane of weights through \(origin), chosen so that many components of the critical locus \
          meet it in curves. The curves have exact equations; the bands are the expected squared error \
          for the targets of \(teacher).
          """)
        + .plot(
          "landscape", landscapePicture(landscape),
          caption:
            "The critical locus over the loss landscape, in coordinates s and t of the plane.")
        + .folded("The plane", planeMarkup(landscape.plane))
    }
    return .section("landscape", "Loss landscape", content)
  }

  private func planeMarkup(_ plane: WeightPlane) -> Markup {
    func matrices(_ label: Markup, _ network: Network) -> Markup {
      .paragraph(label) + weightMatrices(network, label: "Weights")
    }
    let (s, t) = (plane.network(1, 0), plane.network(0, 1))
    return matrices("The origin, s = t = 0:", plane.origin) + matrices("The point s = 1, t = 0:", s)
      + matrices("The point s = 0, t = 1:", t)
  }
}
