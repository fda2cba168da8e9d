import ExactArithmetic
import Testing

@Suite struct IntegerTests {
  @Test func literalsOfAnySize() {
    let n: Integer = 170_141_183_460_469_231_731_687_303_715_884_105_727
    #expect(n == Integer(2).power(127) - 1)
    #expect(-170_141_183_460_469_231_731_687_303_715_884_105_728 == -Integer(2).power(127))
    #expect((-9_223_372_036_854_775_808 as Integer).asInt == .min)
    #expect((9_223_372_036_854_775_808 as Integer).asInt == nil)
    #expect(n.description == "170141183460469231731687303715884105727")
    #expect(Integer("-170141183460469231731687303715884105728") == -n - 1)
  }

  @Test func divisionAndRoots() {
    let a = Integer(10).power(40) + 7
    let b = Integer(-3).power(31)
    let (q, r) = a.quotientAndRemainder(dividingBy: b)
    #expect(q * b + r == a && r.magnitude < b.magnitude && !r.isNegative)
    #expect((a * b).dividedExactly(by: a) == b)
    #expect((a * b + 1).dividedExactly(by: a) == nil)
    #expect(a.power(5).exactRoot(5) == a)
    #expect((a.power(5) + 1).exactRoot(5) == nil)
  }
}
