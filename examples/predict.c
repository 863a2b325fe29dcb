// Calls the model of an unpacked bundle from C: no server, no runtime, no Swift.
//
//   cc -I BUNDLE/include -o predict predict.c -ldl
//   ./predict BUNDLE                                      what the model wants and answers, as JSON
//   ./predict BUNDLE float64:54.5 int64:2 bool:1 missing string:Genf     the answer to one row
//
// Fields come in the order of the description. Numbers are printed with all their digits.

#include "faircopy_model.h"

#include <dlfcn.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FIELDS = 4096 };

// Finds a function of the library, or gives up.
static void *function(void *library, const char *name) {
  void *address = dlsym(library, name);
  if (!address) {
    fprintf(stderr, "the library has no function %s\n", name);
    exit(70);
  }
  return address;
}

// Reads `kind:value`; 0 where the kind is unknown.
static int parse(const char *text, faircopy_value *value) {
  memset(value, 0, sizeof *value);
  if (strcmp(text, "missing") == 0) return 1;
  if (strncmp(text, "bool:", 5) == 0) {
    value->kind = FAIRCOPY_BOOL;
    value->as.int64 = atoi(text + 5) != 0;
  } else if (strncmp(text, "int64:", 6) == 0) {
    value->kind = FAIRCOPY_INT64;
    value->as.int64 = strtoll(text + 6, NULL, 10);
  } else if (strncmp(text, "float64:", 8) == 0) {
    value->kind = FAIRCOPY_FLOAT64;
    value->as.float64 = strtod(text + 8, NULL);
  } else if (strncmp(text, "string:", 7) == 0) {
    value->kind = FAIRCOPY_STRING;
    value->as.string.bytes = text + 7;
    value->as.string.count = strlen(text + 7);
  } else {
    return 0;
  }
  return 1;
}

static void print(const faircopy_value *value) {
  switch (value->kind) {
    case FAIRCOPY_BOOL: printf("%s\n", value->as.int64 ? "True" : "False"); break;
    case FAIRCOPY_INT64: printf("%" PRId64 "\n", value->as.int64); break;
    case FAIRCOPY_FLOAT64: printf("%.17g\n", value->as.float64); break;
    case FAIRCOPY_STRING: printf("%.*s\n", (int)value->as.string.count, value->as.string.bytes); break;
    default: printf("\n");
  }
}

int main(int argc, char **argv) {
  if (argc < 2) return fprintf(stderr, "usage: predict BUNDLE [KIND:VALUE …]\n"), 2;
  char library_path[4096], parameters[4096], message[1024] = "";
  snprintf(library_path, sizeof library_path, "%s/lib/libmodel.so", argv[1]);
  snprintf(parameters, sizeof parameters, "%s/parameters", argv[1]);
  void *library = dlopen(library_path, RTLD_NOW | RTLD_LOCAL);
  if (!library) return fprintf(stderr, "%s\n", dlerror()), 70;

  int32_t (*version)(void) = function(library, "faircopy_interface_version");
  const char *(*describe)(void) = function(library, "faircopy_describe");
  int32_t (*open)(const char *, faircopy_model **, char *, size_t) = function(library, "faircopy_open");
  int32_t (*open_session)(const faircopy_model *, faircopy_session **) = function(library, "faircopy_session_open");
  int32_t (*predict)(faircopy_session *, const faircopy_value *, size_t, faircopy_answer *, char *, size_t) =
      function(library, "faircopy_predict_row");
  void (*close_session)(faircopy_session *) = function(library, "faircopy_session_close");
  void (*close)(faircopy_model *) = function(library, "faircopy_close");
  if (version() != FAIRCOPY_INTERFACE_VERSION) return fprintf(stderr, "the model speaks another version\n"), 70;
  if (argc == 2) return puts(describe()), 0;

  static faircopy_value fields[MAX_FIELDS];
  int count = argc - 2;
  for (int i = 0; i < count; i++)
    if (i >= MAX_FIELDS || !parse(argv[2 + i], &fields[i])) return fprintf(stderr, "cannot read '%s'\n", argv[2 + i]), 2;

  faircopy_model *model = NULL;
  faircopy_session *session = NULL;
  faircopy_answer answer = {0};
  int32_t code = open(parameters, &model, message, sizeof message);
  if (code == FAIRCOPY_OK) code = open_session(model, &session);
  if (code == FAIRCOPY_OK) code = predict(session, fields, (size_t)count, &answer, message, sizeof message);
  if (code == FAIRCOPY_OK) {
    print(&answer.prediction);
    for (size_t i = 0; i < answer.probability_count; i++) printf("%.17g\n", answer.probabilities[i]);
  } else {
    fprintf(stderr, "%s\n", message);
  }
  if (session) close_session(session);
  if (model) close(model);
  return code == FAIRCOPY_OK ? 0 : 1;
}
