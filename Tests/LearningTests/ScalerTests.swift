import Learning
import Testing

@Suite struct ScalerTests {
  @Test(arguments: Fixture.cases(of: "scaler")) func fit(_ fixture: Fixture) {
    let rows = StandardScaler(fitting: fixture.x)
    expectSame(rows.mean ?? [], fixture.numbers("c_mean"), "mean, row-major")
    expectSame(rows.variance ?? [], fixture.numbers("c_var"), "variance, row-major")
    expectSame(rows.scale ?? [], fixture.numbers("c_scale"), "scale, row-major")
    #expect(rows.counts == fixture.integers("seen"))
    let columns = StandardScaler(fitting: fixture.x.laidOut(.columnMajor))
    expectSame(columns.mean ?? [], fixture.numbers("f_mean"), "mean, column-major")
    expectSame(columns.variance ?? [], fixture.numbers("f_var"), "variance, column-major")
    expectSame(columns.scale ?? [], fixture.numbers("f_scale"), "scale, column-major")
    let first = fixture.x.selecting(rows: Array(0..<5))
    expectSame(rows.transformed(first).values, fixture.numbers("transformed"), "transformed")
  }
}
