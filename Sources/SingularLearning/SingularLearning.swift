@_exported import AlgebraicStructures
@_exported import CriticalLoci
@_exported import ExactArithmetic
@_exported import Ideals
@_exported import LinearAlgebra
@_exported import Networks
@_exported import Polynomials
@_exported import Reporting
