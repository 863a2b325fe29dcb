/// The C interface between a generated model and its host, version 1.
///
/// A model is a shared library (`libmodel.so`) that needs libc and libm only. Nothing in it can trap: every call returns a
/// code, and writes a message for a person, UTF-8, terminated, cut at its capacity, where it is not zero. A model may be used from many threads at once when each
/// thread has its own session.
#ifndef FAIRCOPY_MODEL_H
#define FAIRCOPY_MODEL_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define FAIRCOPY_INTERFACE_VERSION 1

/// Return codes.
enum {
  FAIRCOPY_OK = 0,
  /// The row cannot be scored: what Python would raise. The message is `ExceptionType: text`.
  FAIRCOPY_ROW_ERROR = 1,
  /// The caller passed a wrong number of fields, a wrong kind, or a null pointer.
  FAIRCOPY_USAGE = 2,
  /// A parameter file is absent, of another version, or damaged.
  FAIRCOPY_PARAMETERS = 3,
  /// Memory ran out.
  FAIRCOPY_MEMORY = 4
};

/// What a value holds.
enum {
  FAIRCOPY_MISSING = 0,
  FAIRCOPY_BOOL = 1,
  FAIRCOPY_INT64 = 2,
  FAIRCOPY_FLOAT64 = 3,
  FAIRCOPY_STRING = 4
};

/// One field of a row, or one prediction. A NaN counts as missing. Strings are UTF-8, not terminated, and belong to the caller (fields) or to
/// the session until its next call (predictions).
typedef struct {
  int32_t kind;
  int32_t reserved;
  union {
    int64_t int64; /* also bool: 0 or 1 */
    double float64;
    struct {
      const char *bytes;
      size_t count;
    } string;
  } as;
} faircopy_value;

/// The answer for one row. `probabilities` points to `probability_count` numbers of the session, one a class in the
/// order of the description's `classes`; null where the model has none.
typedef struct {
  faircopy_value prediction;
  const double *probabilities;
  size_t probability_count;
} faircopy_answer;

typedef struct faircopy_model faircopy_model;     /* parameters, mapped; immutable */
typedef struct faircopy_session faircopy_session; /* scratch memory of one thread */

/// Apache Arrow's C Data Interface, as its specification gives it.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE
struct ArrowSchema {
  const char *format;
  const char *name;
  const char *metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema **children;
  struct ArrowSchema *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};
struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers;
  struct ArrowArray **children;
  struct ArrowArray *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};
#endif

/// The version of this interface that the model speaks.
int32_t faircopy_interface_version(void);

/// Schema and identity as JSON, UTF-8, terminated, for as long as the library is loaded:
/// `{"interface": 1, "name": …, "fields": [{"name", "type", "nullable", "categories"?, "range"?, "missing"?}],
///   "ignored": [names], "features": [names], "answer": {"name", "type", "classes", "hasProbabilities"},
///   "reader"?: {"era"?, "missing"?, "keepsDefaultMissing"?, "delimiter"?, "decimal"?, "thousands"?}}`.
/// `type` is one of bool, int64, float64, string. Fields come in the order that `faircopy_predict_row` takes them.
/// `reader` says how the notebook's table was read, for hosts that read CSV: `era` is `classic` or `modern` (the default) and
/// decides which words are missing and how digits are rounded; `missing` lists further words, for all fields or for one.
/// A host that reads a description ignores names that it does not know.
const char *faircopy_describe(void);

/// Maps the parameter files of the folder `parameters`, and checks their version and checksum.
int32_t faircopy_open(const char *parameters, faircopy_model **model, char *message, size_t capacity);
void faircopy_close(faircopy_model *model);

int32_t faircopy_session_open(const faircopy_model *model, faircopy_session **session);
void faircopy_session_close(faircopy_session *session);

/// The answer for one row of fields, in the description's order.
int32_t faircopy_predict_row(faircopy_session *session, const faircopy_value *fields, size_t count,
                             faircopy_answer *answer, char *message, size_t capacity);

/// The feature vector of one row, in the description's order of `features`; `capacity` is in numbers.
int32_t faircopy_features_row(faircopy_session *session, const faircopy_value *fields, size_t count, double *features,
                              size_t feature_capacity, char *message, size_t capacity);

/// Columns in, columns out, without copies. `columns` is a struct array with a child a field, by name in any order;
/// `answers` becomes a struct array of `prediction`, `probability_<class>` …, `error`, which the caller releases.
int32_t faircopy_predict_columns(faircopy_session *session, const struct ArrowSchema *schema,
                                 const struct ArrowArray *columns, struct ArrowSchema *answer_schema,
                                 struct ArrowArray *answers, char *message, size_t capacity);

/// The model alone, for those who have its features already: `rows` × number of features, row by row.
/// `outputs` takes rows × max(1, number of classes) numbers: probabilities, or the prediction where there are none.
int32_t faircopy_predict_vectors(faircopy_session *session, const double *features, size_t rows, double *outputs,
                                 char *message, size_t capacity);

#ifdef __cplusplus
}
#endif
#endif
