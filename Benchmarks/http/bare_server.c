// The yardstick: the least that an HTTP server in C can do on one thread. It waits with epoll, finds the end of each
// request by its Content-Length, and answers with a fixed response of a prediction's size. It checks nothing.
//
// cc -O2 -o bare_server bare_server.c && ./bare_server 8081

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MAX_DESCRIPTORS = 1024, CAPACITY = 1 << 16 };

static const char BODY[] =
    "{\"prediction\": 0, \"probabilities\": {\"0\": 0.8118333333333333, \"1\": 0.18816666666666668}}";
static char response[512];
static size_t response_length;

static struct {
  char bytes[CAPACITY];
  size_t count;
} connections[MAX_DESCRIPTORS];

/// The length of the first request in `bytes`; 0 where it is not complete.
static size_t request_length(const char *bytes, size_t count) {
  const char *end = memmem(bytes, count, "\r\n\r\n", 4);
  if (!end) return 0;
  size_t head = (size_t)(end - bytes) + 4;
  size_t body = 0;
  for (const char *line = bytes; line < end;) {
    if (strncasecmp(line, "content-length:", 15) == 0) body = strtoul(line + 15, NULL, 10);
    const char *next = memchr(line, '\n', (size_t)(end - line));
    if (!next) break;
    line = next + 1;
  }
  return head + body <= count ? head + body : 0;
}

static int answer(int descriptor) {
  char *bytes = connections[descriptor].bytes;
  size_t *count = &connections[descriptor].count;
  ssize_t got = read(descriptor, bytes + *count, CAPACITY - *count);
  if (got <= 0) return got < 0 && errno == EAGAIN ? 0 : -1;
  *count += (size_t)got;
  size_t length;
  while ((length = request_length(bytes, *count))) {
    if (write(descriptor, response, response_length) < 0) return -1;
    memmove(bytes, bytes + length, *count - length);
    *count -= length;
  }
  return 0;
}

int main(int argc, char **argv) {
  response_length = (size_t)snprintf(
      response, sizeof response, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
      sizeof BODY - 1, BODY);
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  int one = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  address.sin_port = htons((uint16_t)(argc > 1 ? atoi(argv[1]) : 8081));
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1024)) return perror("listen"), 1;
  int queue = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
  epoll_ctl(queue, EPOLL_CTL_ADD, listener, &event);
  for (struct epoll_event events[64];;) {
    int count = epoll_wait(queue, events, 64, -1);
    for (int i = 0; i < count; i++) {
      int descriptor = events[i].data.fd;
      if (descriptor == listener) {
        int client = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
        if (client < 0) continue;
        if (client >= MAX_DESCRIPTORS) { close(client); continue; }
        setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        connections[client].count = 0;
        event = (struct epoll_event){.events = EPOLLIN, .data.fd = client};
        epoll_ctl(queue, EPOLL_CTL_ADD, client, &event);
      } else if (answer(descriptor) < 0) {
        close(descriptor);
      }
    }
  }
}
