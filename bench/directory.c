/*
 * Servers that list streams in a directory, and people who look for them.
 *
 *   directory add   --port P --sids FILE --entries N [--clients C]
 *   directory touch --port P --sids FILE [--rate R] [--seconds S] [--clients C] [--keep-alive 0|1]
 *   directory get   --port P --targets FILE [--rate R] [--seconds S] [--clients C]
 *
 * add lists N streams as fast as C servers can, over connections that stay, and leaves their SIDs in the file, a line
 * each. touch tells of them, R times a second in all, at moments that are fixed ahead: whoever is kept waiting by the
 * one before counts that as its own delay. get asks for one of the lines of the file after the other, in the same way.
 *
 * Prints a line for each figure: milliseconds to the end of the answer (first: to its first byte), and how many answers a
 * second; ends with 1 if one was not what it should be.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define HEAD 8192
#define LINE 512

static const char *genres[] = {"rock", "jazz", "classical", "news talk", "electronic,ambient", "folk", "metal", "pop 80s"};
static const char *types[] = {"audio/mpeg", "audio/mpeg", "audio/aacp", "application/ogg"};
static const char *zones[] = {"de", "fr", "example", "org", "com", "co.uk"};

static const char *action, *sids_file = "", *targets_file = "";
static int port = 8000, entries = 1000, clients = 16, rate = 1000, seconds = 60, keep_alive = 1;
static char (*lines)[LINE];
static int lines_read, requests, next, wrong;
static double began, *milliseconds, *first_byte;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static int is(const char *name) {
    return !strcmp(action, name);
}

static void read_lines(const char *file) {
    FILE *in = fopen(file, "r");
    if (!in) perror(file), exit(2);
    lines = calloc(entries, LINE);
    while (lines_read < entries && fgets(lines[lines_read], LINE, in)) {
        lines[lines_read][strcspn(lines[lines_read], "\n")] = 0;
        lines_read++;
    }
    fclose(in);
    if (!lines_read) fprintf(stderr, "directory: %s is empty\n", file), exit(2);
}

/* A number that looks like chance, the same for the same one. */
static unsigned scatter(unsigned number) {
    number = (number ^ 61) ^ (number >> 16);
    number *= 9;
    number ^= number >> 4;
    number *= 0x27d4eb2d;
    return number ^ (number >> 15);
}

static int form(int n, char *out, size_t room) {
    unsigned chance = scatter(n);
    if (is("add")) {
        return snprintf(out, room,
            "action=add&sn=Radio+Station+%d&genre=%s&cpswd=&desc=The+word%u+station+that+plays+what+others+have+forgotten"
            "&url=http%%3A%%2F%%2Fwww.r%d.%s%%2F&listenurl=http%%3A%%2F%%2Fr%d.%s%%3A8000%%2Flive&type=%s&stype=&b=%d"
            "&samplerate=44100&channels=2",
            n, genres[chance % 8], chance % 1000, n, zones[chance % 6], n, zones[chance % 6], types[chance % 4],
            64 << chance % 3);
    }
    return snprintf(out, room, "action=touch&sid=%s&st=Artist+%u+-+Title+number+%d&listeners=%u&max_listeners=1000&stype=",
                    lines[n % lines_read], chance % 5000, n, chance % 300);
}

static int write_request(int n, char *out, size_t room) {
    if (is("get")) {
        return snprintf(out, room, "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n",
                        lines[n % lines_read], port);
    }
    char body[2048];
    int length = form(n, body, sizeof body);
    return snprintf(out, room,
                    "POST /cgi-bin/yp-cgi HTTP/1.1\r\nHost: localhost:%d\r\nUser-Agent: Icecast 2.4.4\r\nAccept: */*\r\n"
                    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n%s\r\n%s",
                    port, length, keep_alive ? "" : "Connection: close\r\n", body);
}

static int connect_to(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) < 0) close(fd), fd = -1;
    return fd;
}

/* Reads an answer, of which the head is left in the first bytes. Whether it came to its end. */
static int read_answer(int fd, char *head, double *first) {
    static __thread char rest[1 << 16];
    size_t got = 0;
    char *body = NULL;
    ssize_t n;
    while (!body && got < HEAD - 1 && (n = recv(fd, head + got, HEAD - 1 - got, 0)) > 0) {
        if (!got) *first = now();
        got += n;
        head[got] = 0;
        body = strstr(head, "\r\n\r\n");
    }
    if (!body) return 0;
    char *length = strcasestr(head, "\r\nContent-Length:");
    long left = length && length < body ? atol(length + 17) - (long)(got - (body + 4 - head)) : -1;
    while (left != 0 && (n = recv(fd, rest, sizeof rest, 0)) > 0) {
        if (left > 0) left = n > left ? 0 : left - n;
    }
    return left <= 0;
}

/* The SID of a stream that was listed, where that is what was asked for. */
static int is_right(int number, char *head) {
    if (strncmp(head + 8, " 200 ", 5) != 0) return 0;
    if (is("get")) return 1;
    if (!strcasestr(head, "\r\nYPResponse: 1")) return 0;
    if (is("touch")) return 1;
    char *sid = strcasestr(head, "\r\nSID: ");
    return sid && sscanf(sid + 7, "%100s", lines[number]) == 1;
}

static int ask(int *fd, int number, double *first) {
    char request[4096], head[HEAD];
    int length = write_request(number, request, sizeof request);
    int stays = keep_alive && !is("get");
    for (int attempt = 0; attempt < 2; attempt++) {
        int fresh = *fd < 0;
        if (fresh) *fd = connect_to();
        if (*fd < 0) return 0;
        if (send(*fd, request, length, MSG_NOSIGNAL) == length && read_answer(*fd, head, first)) {
            if (!stays || strcasestr(head, "\r\nConnection: close")) close(*fd), *fd = -1;
            return is_right(number, head);
        }
        close(*fd), *fd = -1;
        /* One that has stayed may have been closed by the other side meanwhile. */
        if (fresh) return 0;
    }
    return 0;
}

static void *work(void *ignored) {
    int fd = -1;
    prctl(PR_SET_TIMERSLACK, 1);
    for (;;) {
        int mine = __sync_fetch_and_add(&next, 1);
        if (mine >= requests) return ignored;
        double due = is("add") ? now() : began + mine * 1e3 / rate, first = 0, early = due - now();
        if (early > 0) {
            struct timespec pause = {.tv_sec = early / 1e3, .tv_nsec = (early - (long)(early / 1e3) * 1e3) * 1e6};
            nanosleep(&pause, NULL);
        }
        if (!ask(&fd, mine, &first)) __sync_fetch_and_add(&wrong, 1);
        milliseconds[mine] = now() - due;
        first_byte[mine] = first ? first - due : milliseconds[mine];
    }
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void figures(const char *prefix, double *all) {
    qsort(all, requests, sizeof *all, ascending);
    printf("%sp50 %.2f\n%sp95 %.2f\n%sp99 %.2f\n%smax %.2f\n", prefix, all[requests / 2], prefix, all[(int)(requests * 0.95)],
           prefix, all[(int)(requests * 0.99)], prefix, all[requests - 1]);
}

int main(int count, char **words) {
    action = count > 1 ? words[1] : "";
    if (!is("add") && !is("touch") && !is("get")) return fprintf(stderr, "directory add|touch|get ...\n"), 2;
    for (int i = 2; i + 1 < count; i += 2) {
        if (!strcmp(words[i], "--port")) port = atoi(words[i + 1]);
        else if (!strcmp(words[i], "--sids")) sids_file = words[i + 1];
        else if (!strcmp(words[i], "--targets")) targets_file = words[i + 1];
        else if (!strcmp(words[i], "--entries")) entries = atoi(words[i + 1]);
        else if (!strcmp(words[i], "--clients")) clients = atoi(words[i + 1]);
        else if (!strcmp(words[i], "--rate")) rate = atoi(words[i + 1]);
        else if (!strcmp(words[i], "--seconds")) seconds = atoi(words[i + 1]);
        else if (!strcmp(words[i], "--keep-alive")) keep_alive = atoi(words[i + 1]);
        else return fprintf(stderr, "what is %s?\n", words[i]), 2;
    }
    if (is("add")) lines = calloc(entries, LINE);
    else entries = 1000000, read_lines(is("get") ? targets_file : sids_file);
    requests = is("add") ? entries : rate * seconds;
    milliseconds = calloc(requests, sizeof *milliseconds);
    first_byte = calloc(requests, sizeof *first_byte);
    pthread_t *threads = calloc(clients, sizeof *threads);
    began = now();
    for (int i = 0; i < clients; i++) pthread_create(&threads[i], NULL, work, NULL);
    for (int i = 0; i < clients; i++) pthread_join(threads[i], NULL);
    double took = (now() - began) / 1e3;
    if (is("add")) {
        FILE *out = fopen(sids_file, "w");
        if (!out) perror(sids_file), exit(2);
        for (int i = 0; i < entries; i++) fprintf(out, "%s\n", lines[i]);
        fclose(out);
    }
    figures("", milliseconds);
    figures("first-", first_byte);
    printf("rate %.0f\nwrong %d\n", requests / took, wrong);
    return wrong > 0;
}
