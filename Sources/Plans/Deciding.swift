/// An operation that decides: it turns numbers or labels into one of a few answers. What a notebook makes of a model's
/// prediction by such operations is what its author would deploy; rounding and scaling are not.
package protocol DecidingOperation: RowOperation {}

extension Equal: DecidingOperation {}
extension NotEqual: DecidingOperation {}
extension Less: DecidingOperation {}
extension LessOrEqual: DecidingOperation {}
extension Greater: DecidingOperation {}
extension GreaterOrEqual: DecidingOperation {}
extension Between: DecidingOperation {}
extension IsIn: DecidingOperation {}
extension And: DecidingOperation {}
extension Or: DecidingOperation {}
extension Not: DecidingOperation {}
extension Choose: DecidingOperation {}
extension Lookup: DecidingOperation {}
extension Bin: DecidingOperation {}
