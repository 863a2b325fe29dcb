import NumPyLibrary

/// `np.array(df.columns)`: numpy reads labels as one column.
extension IndexObject: ColumnConvertible {}
