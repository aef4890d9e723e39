/*
 * load: a source and its listeners for a streaming server on this machine, which check every frame.
 *
 *   load source [OPTION]...     feed mounts with MP3 frames, as an encoder does
 *   load listen [OPTION]...     listen, and report as lines of "name value"
 *
 * A frame is 417 bytes, 128 kbit/s at 44.1 kHz. Behind the header of an MPEG frame stand its number and the time at
 * which it was sent, and then bytes that follow from the number:
 *
 *   ff fb 90 00 | "FLOE" | number, 8 bytes | sent, 8 bytes, ns | 393 bytes made from the number
 *
 * So a listener knows a lost, a repeated and a damaged frame from a good one, and how long each was on its way. All
 * listeners are counted; every so many, given by --check, look at each byte.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { FRAME = 417, STAMP = 24, HEAD = 2048, SECOND = 1000000000, PORTION = 1 << 18 };

static const int64_t FRAME_NANOS = 1152LL * SECOND / 44100;
static const unsigned char MARK[8] = {0xff, 0xfb, 0x90, 0x00, 'F', 'L', 'O', 'E'};

static struct {
    int port, mounts, listeners, seconds, check, rate, chunked;
    const char *mount, *password, *process, *agent, *trace;
} option = {8000, 1, 100, 10, 50, 2000, 0, "/bench.mp3", "hackme", NULL, "bench", NULL};

static void fail(const char *format, ...) {
    va_list words;
    va_start(words, format);
    fputs("load: ", stderr);
    vfprintf(stderr, format, words);
    fputc('\n', stderr);
    va_end(words);
    exit(2);
}

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * SECOND + time.tv_nsec;
}

/* ---- frames ---- */

/* The bytes of a frame behind its stamp; never 0xff, so that none looks like the begin of a frame. */
static void fill(unsigned char *frame, uint64_t number) {
    uint64_t state = number * 0x9e3779b97f4a7c15ULL + 1;
    for (int i = STAMP; i < FRAME; i++) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        frame[i] = (unsigned char)(state >> 57);
    }
}

static void make_frame(unsigned char *frame, uint64_t number, int64_t sent) {
    memcpy(frame, MARK, sizeof MARK);
    memcpy(frame + 8, &number, 8);
    memcpy(frame + 16, &sent, 8);
    fill(frame, number);
}

/* Whether these bytes are a frame as it was sent. */
static int read_frame(const unsigned char *frame, uint64_t *number, int64_t *sent) {
    unsigned char expected[FRAME];
    if (memcmp(frame, MARK, sizeof MARK) != 0) return 0;
    memcpy(number, frame + 8, 8);
    memcpy(sent, frame + 16, 8);
    fill(expected, *number);
    return memcmp(frame + STAMP, expected + STAMP, FRAME - STAMP) == 0;
}

/* ---- connections ---- */

static int dial(int nonblocking, int client) {
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons((uint16_t)option.port)};
    struct sockaddr_in self = {.sin_family = AF_INET};
    int one = 1, connection = socket(AF_INET, SOCK_STREAM | (nonblocking ? SOCK_NONBLOCK : 0), 0);
    if (connection < 0) fail("no socket for connection %d: %s (ulimit -n says how many there may be)", client, strerror(errno));
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    self.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + (uint32_t)(client / 20000)); /* one address has 28,000 ports */
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (bind(connection, (struct sockaddr *)&self, sizeof self) != 0) fail("bind: %s", strerror(errno));
    if (connect(connection, (struct sockaddr *)&server, sizeof server) != 0 && errno != EINPROGRESS)
        fail("nobody accepts on port %d: %s", option.port, strerror(errno));
    return connection;
}

static void name_mount(char *name, size_t size, int mount) {
    const char *dot = strrchr(option.mount, '.');
    int stem = dot ? (int)(dot - option.mount) : (int)strlen(option.mount);
    if (option.mounts == 1) snprintf(name, size, "%s", option.mount);
    else snprintf(name, size, "%.*s-%d%s", stem, option.mount, mount, dot ? dot : "");
}

static void send_all(int connection, const void *bytes, size_t length) {
    for (const char *at = bytes; length > 0;) {
        ssize_t sent = send(connection, at, length, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR) fail("the server has closed the source: %s", strerror(errno));
        if (sent > 0) at += sent, length -= (size_t)sent;
    }
}

/* ---- source ---- */

static void base64(const char *text, char *out) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t length = strlen(text);
    for (size_t i = 0; i < length; i += 3) {
        uint32_t three = 0;
        for (size_t k = 0; k < 3; k++) three = three << 8 | (i + k < length ? (unsigned char)text[i + k] : 0);
        for (size_t k = 0; k < 4; k++) *out++ = i + k <= length ? digits[three >> (18 - 6 * k) & 63] : '=';
    }
    *out = 0;
}

static int log_in(int mount) {
    char name[256], login[256], basic[400], head[1500];
    int connection = dial(0, mount);
    name_mount(name, sizeof name, mount);
    snprintf(login, sizeof login, "source:%s", option.password);
    base64(login, basic);
    int length = snprintf(head, sizeof head,
        "PUT %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Basic %s\r\nContent-Type: audio/mpeg\r\n"
        "ice-name: Bench\r\nice-bitrate: 128\r\nice-public: 0\r\n%s\r\n",
        name, option.port, basic, option.chunked ? "Transfer-Encoding: chunked\r\n" : "");
    send_all(connection, head, (size_t)length);
    return connection;
}

/* A server answers before the first byte of a raw body, but may wait for the first chunk of a framed one. */
static void await_welcome(int connection) {
    char reply[1024];
    ssize_t length = recv(connection, reply, sizeof reply - 1, 0);
    if (length <= 0) fail("the server has closed without an answer to the source");
    reply[length] = 0;
    if (strncmp(reply, "HTTP/1.", 7) != 0 || (strncmp(reply + 8, " 200", 4) != 0 && strncmp(reply + 8, " 100", 4) != 0))
        fail("the source is refused: %.*s", (int)strcspn(reply, "\r\n"), reply);
}

static int run_source(void) {
    int *connections = calloc((size_t)option.mounts, sizeof *connections);
    unsigned char chunk[FRAME + 16];
    for (int i = 0; i < option.mounts; i++) {
        connections[i] = log_in(i);
        if (!option.chunked) await_welcome(connections[i]);
    }
    int64_t began = now();
    for (uint64_t number = 0; now() - began < (int64_t)option.seconds * SECOND; number++) {
        int64_t due = began + (int64_t)number * FRAME_NANOS;
        struct timespec until = {due / SECOND, due % SECOND};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
        int size = option.chunked ? sprintf((char *)chunk, "%x\r\n", FRAME) : 0;
        make_frame(chunk + size, number, now());
        size += FRAME;
        if (option.chunked) memcpy(chunk + size, "\r\n", 2), size += 2;
        for (int i = 0; i < option.mounts; i++) send_all(connections[i], chunk, (size_t)size);
    }
    return 0;
}

/* ---- listeners ---- */

struct listener {
    int connection, welcomed, checked, in_step;
    int64_t dialled, first_byte;
    uint64_t next;
    size_t kept;
    char head[HEAD];
    unsigned char *frames;
};

static struct {
    int refused, closed;
    long good, lost, repeated, damaged;
    int64_t bytes;
    double *delays;
    size_t delay_count, delay_room;
    FILE *trace;
} total;

static void note_delay(double millis) {
    if (total.delay_count == total.delay_room) {
        total.delay_room = total.delay_room ? 2 * total.delay_room : 1 << 16;
        total.delays = realloc(total.delays, total.delay_room * sizeof *total.delays);
    }
    total.delays[total.delay_count++] = millis;
}

static void judge(struct listener *one, uint64_t number, int64_t sent, int64_t when) {
    if (one->in_step && number > one->next) total.lost += (long)(number - one->next);
    if (one->in_step && number < one->next) total.repeated++;
    one->in_step = 1;
    one->next = number + 1;
    total.good++;
    note_delay((double)(when - sent) / 1e6);
    if (total.trace) fprintf(total.trace, "%lu %.3f\n", (unsigned long)number, (double)(when - sent) / 1e6);
}

/* Takes frames off the front. The first may be part of one: a server may begin anywhere; later, nothing lies between. */
static void check_frames(struct listener *one, int64_t when) {
    size_t at = 0;
    while (one->kept - at >= FRAME) {
        uint64_t number;
        int64_t sent;
        if (read_frame(one->frames + at, &number, &sent)) {
            judge(one, number, sent, when);
            at += FRAME;
        } else {
            total.damaged += one->in_step;
            one->in_step = 0;
            for (at++; one->kept - at >= FRAME && memcmp(one->frames + at, MARK, sizeof MARK) != 0;) at++;
        }
    }
    one->kept -= at;
    memmove(one->frames, one->frames + at, one->kept);
}

static void take_sound(struct listener *one, const unsigned char *bytes, size_t length, int64_t when) {
    total.bytes += (int64_t)length;
    if (!one->checked) return;
    if (!one->frames) one->frames = malloc(PORTION + FRAME);
    memcpy(one->frames + one->kept, bytes, length);
    one->kept += length;
    check_frames(one, when);
}

static void hang_up(struct listener *one, int *reason) {
    close(one->connection);
    one->connection = -1;
    ++*reason;
}

/* Gathers the head of the response; how many of the new bytes belong to it. */
static size_t take_head(struct listener *one, const unsigned char *bytes, size_t length, int64_t when) {
    size_t before = one->kept, room = HEAD - 1 - before;
    if (length < room) room = length;
    memcpy(one->head + before, bytes, room);
    one->kept += room;
    char *end = memmem(one->head, one->kept, "\r\n\r\n", 4);
    if (!end && one->kept == HEAD - 1) fail("the head of a response is longer than %d bytes", HEAD);
    if (!end) return length;
    *end = 0;
    if (strcasestr(one->head, "Transfer-Encoding")) fail("the server chunks its streams, though listeners ask by HTTP/1.0");
    one->welcomed = strncmp(one->head + 8, " 200", 4) == 0;
    one->first_byte = when;
    one->kept = 0;
    if (!one->welcomed) hang_up(one, &total.refused);
    return (size_t)(end + 4 - one->head) - before;
}

static void hear(struct listener *one, int64_t when) {
    static unsigned char bytes[PORTION];
    int look = !one->welcomed || one->checked;
    ssize_t length = recv(one->connection, look ? bytes : NULL, PORTION, look ? 0 : MSG_TRUNC);
    if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (length <= 0) {
        hang_up(one, &total.closed);
        return;
    }
    size_t head = one->welcomed ? 0 : take_head(one, bytes, (size_t)length, when);
    if (one->welcomed && head < (size_t)length) take_sound(one, bytes + head, (size_t)length - head, when);
}

static void ask(struct listener *one, int number) {
    char name[256], request[400];
    name_mount(name, sizeof name, number % option.mounts);
    int length = snprintf(request, sizeof request, "GET %s HTTP/1.0\r\nHost: 127.0.0.1:%d\r\nUser-Agent: %s\r\n\r\n",
        name, option.port, option.agent);
    if (send(one->connection, request, (size_t)length, MSG_NOSIGNAL) != length) hang_up(one, &total.refused);
}

/* ---- the server's process ---- */

static double processor_seconds(void) {
    char path[64], line[1024];
    unsigned long user = 0, kernel = 0;
    snprintf(path, sizeof path, "/proc/%s/stat", option.process);
    FILE *file = fopen(path, "r");
    if (!file) fail("there is no process %s", option.process);
    if (fgets(line, sizeof line, file)) {
        char *behind_name = strrchr(line, ')');
        if (behind_name) sscanf(behind_name + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &kernel);
    }
    fclose(file);
    return (double)(user + kernel) / (double)sysconf(_SC_CLK_TCK);
}

static long resident_kb(void) {
    char path[64], line[256];
    long kb = 0;
    snprintf(path, sizeof path, "/proc/%s/status", option.process);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file)) sscanf(line, "VmRSS: %ld", &kb);
    if (file) fclose(file);
    return kb;
}

/* ---- report ---- */

static int ascending(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return difference < 0 ? -1 : difference > 0;
}

static double percentile(double *values, size_t count, double part) {
    qsort(values, count, sizeof *values, ascending);
    return count ? values[(size_t)((double)(count - 1) * part)] : -1;
}

static int report(const struct listener *all, int64_t bytes, double seconds, double processor) {
    double *starts = calloc((size_t)option.listeners, sizeof *starts);
    size_t heard = 0;
    int live = 0;
    for (int i = 0; i < option.listeners; i++) {
        live += all[i].connection >= 0 && all[i].welcomed;
        if (all[i].first_byte) starts[heard++] = (double)(all[i].first_byte - all[i].dialled) / 1e6;
    }
    printf("live %d\nrefused %d\nclosed %d\n", live, total.refused, total.closed);
    printf("good %ld\nlost %ld\nrepeated %ld\ndamaged %ld\n", total.good, total.lost, total.repeated, total.damaged);
    printf("gigabytes %.4f\nmbit_per_s %.1f\n", (double)bytes / 1e9, (double)bytes * 8 / seconds / 1e6);
    printf("first_byte_p50_ms %.1f\n", percentile(starts, heard, 0.5));
    printf("delay_p50_ms %.1f\ndelay_p99_ms %.1f\n", percentile(total.delays, total.delay_count, 0.5),
        percentile(total.delays, total.delay_count, 0.99));
    if (option.process) {
        printf("cpu_s %.2f\ncpu_s_per_gb %.3f\nrss_kb %ld\n", processor, processor / ((double)bytes / 1e9), resident_kb());
    }
    return total.good == 0 || total.lost || total.repeated || total.damaged || live < option.listeners;
}

static void raise_open_files(void) {
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
}

static void open_listener(struct listener *one, int number, int poller) {
    int apart = option.listeners > option.check ? option.listeners / option.check : 1;
    struct epoll_event event = {.events = EPOLLOUT, .data.u32 = (uint32_t)number};
    one->dialled = now();
    one->connection = dial(1, number);
    one->checked = number % apart == 0;
    epoll_ctl(poller, EPOLL_CTL_ADD, one->connection, &event);
}

static void handle(struct listener *one, int number, uint32_t events, int poller) {
    if (one->connection < 0) return;
    if (events & EPOLLOUT) {
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = (uint32_t)number};
        ask(one, number);
        if (one->connection >= 0) epoll_ctl(poller, EPOLL_CTL_MOD, one->connection, &event);
    } else {
        hear(one, now());
    }
}

static void open_trace(void) {
    if (!option.trace) return;
    total.trace = fopen(option.trace, "w");
    if (!total.trace) fail("cannot write %s: %s", option.trace, strerror(errno));
}

static int run_listeners(void) {
    static struct epoll_event events[1024];
    struct listener *all = calloc((size_t)option.listeners, sizeof *all);
    int poller = epoll_create1(0), opened = 0;
    raise_open_files();
    int64_t began = now(), measured = 0, bytes_before = 0;
    double processor = 0;
    for (int64_t time = began; !measured || time - measured < (int64_t)option.seconds * SECOND; time = now()) {
        while (opened < option.listeners && opened <= (double)(time - began) / SECOND * option.rate)
            open_listener(&all[opened], opened, poller), opened++;
        /* Bursts are over three seconds after the last has come; from then on every byte is the stream's own pace. */
        if (!measured && time - began > ((int64_t)option.listeners * SECOND / option.rate) + 3LL * SECOND) {
            measured = time;
            bytes_before = total.bytes;
            total.delay_count = 0;
            open_trace();
            processor = option.process ? processor_seconds() : 0;
        }
        int count = epoll_wait(poller, events, 1024, 10);
        for (int i = 0; i < count; i++)
            handle(&all[events[i].data.u32], (int)events[i].data.u32, events[i].events, poller);
    }
    double seconds = (double)(now() - measured) / SECOND;
    processor = option.process ? processor_seconds() - processor : 0;
    if (total.trace) fclose(total.trace);
    return report(all, total.bytes - bytes_before, seconds, processor);
}

/* ---- options ---- */

static const char usage[] =
    "load source|listen [OPTION VALUE]...\n"
    "  --port 8000  --mount /bench.mp3  --mounts 1 (then -0, -1 ... in their names)  --seconds 10\n"
    "  source:  --password hackme  --chunked 0|1\n"
    "  listen:  --listeners 100  --rate 2000 (new ones a second)  --check 50 (of them look at every byte)\n"
    "           --process ID (of the server: its processor time and memory)  --agent bench (who they say they are)\n"
    "           --trace FILE (a line for each frame looked at: its number, and its delay in ms)\n";

static int *number_option(const char *name) {
    struct { const char *name; int *value; } known[] = {
        {"--port", &option.port}, {"--mounts", &option.mounts}, {"--listeners", &option.listeners},
        {"--seconds", &option.seconds}, {"--check", &option.check}, {"--rate", &option.rate}, {"--chunked", &option.chunked}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i].name) == 0) return known[i].value;
    return NULL;
}

static void read_option(const char *name, const char *value) {
    int *number = number_option(name);
    if (number) *number = atoi(value);
    else if (strcmp(name, "--mount") == 0) option.mount = value;
    else if (strcmp(name, "--password") == 0) option.password = value;
    else if (strcmp(name, "--process") == 0) option.process = value;
    else if (strcmp(name, "--agent") == 0) option.agent = value;
    else if (strcmp(name, "--trace") == 0) option.trace = value;
    else fail("what is %s?\n%s", name, usage);
}

int main(int count, char **words) {
    if (count < 2 || count % 2 != 0) fail("every option has a value\n%s", usage);
    for (int i = 2; i < count; i += 2) read_option(words[i], words[i + 1]);
    if (option.mounts < 1 || option.listeners < 1 || option.seconds < 1 || option.check < 1 || option.rate < 1)
        fail("numbers are 1 or more\n%s", usage);
    signal(SIGPIPE, SIG_IGN);
    if (strcmp(words[1], "source") == 0) return run_source();
    if (strcmp(words[1], "listen") == 0) return run_listeners();
    fail("what is %s?\n%s", words[1], usage);
}
