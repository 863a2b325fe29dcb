import YAML

/// An operation that its name says all about.
protocol AttributeFree: RowOperation {
  init()
}

extension AttributeFree {
  package var attributes: Attributes { Attributes() }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    self.init()
  }
}
