/*
 * Asks for one thing over and over, each time by a connection of its own, as encoders do that tell a title, and says how
 * long the answers took: from connecting to the end of the answer.
 *
 *   ask --port P --target T [--login USER:PASSWORD] [--clients C] [--requests N] [--expect TEXT]
 *
 * A %d in the target becomes the number of the request. Prints a line for each figure, and ends with 1 if an answer was
 * not 200 or did not contain the text.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static int port = 8000, clients = 4, requests = 10000;
static const char *target = "/", *login = "", *expect = "";
static char authorization[512];
static double *milliseconds;
static int next, wrong;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void base64(const char *text, char *out) {
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t length = strlen(text);
    for (size_t i = 0; i < length; i += 3) {
        uint32_t bits = (uint8_t)text[i] << 16;
        if (i + 1 < length) bits |= (uint8_t)text[i + 1] << 8;
        if (i + 2 < length) bits |= (uint8_t)text[i + 2];
        *out++ = signs[bits >> 18 & 63];
        *out++ = signs[bits >> 12 & 63];
        *out++ = i + 1 < length ? signs[bits >> 6 & 63] : '=';
        *out++ = i + 2 < length ? signs[bits & 63] : '=';
    }
    *out = 0;
}

/* Whether the answer was right. */
static int ask(int number) {
    char path[2048], request[4096], answer[1 << 16];
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    snprintf(path, sizeof path, target, number);
    int length = snprintf(request, sizeof request, "GET %s HTTP/1.0\r\nHost: localhost\r\n%s\r\n", path, authorization);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0) return 0;
    size_t got = 0;
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0 && write(fd, request, length) == length) {
        ssize_t n;
        while (got < sizeof answer - 1 && (n = read(fd, answer + got, sizeof answer - 1 - got)) > 0) got += n;
    }
    close(fd);
    answer[got] = 0;
    return got > 12 && memcmp(answer + 9, "200", 3) == 0 && strstr(answer, expect) != NULL;
}

static void *work(void *ignored) {
    for (;;) {
        pthread_mutex_lock(&lock);
        int mine = next++;
        pthread_mutex_unlock(&lock);
        if (mine >= requests) return ignored;
        double began = now();
        int right = ask(mine);
        milliseconds[mine] = now() - began;
        if (!right) __sync_fetch_and_add(&wrong, 1);
    }
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int count, char **words) {
    for (int i = 1; i + 1 < count; i += 2) {
        if (!strcmp(words[i], "--port")) port = atoi(words[i + 1]);
        else if (!strcmp(words[i], "--clients")) clients = atoi(words[i + 1]);
        else if (!strcmp(words[i], "--requests")) requests = atoi(words[i + 1]);
        else if (!strcmp(words[i], "--target")) target = words[i + 1];
        else if (!strcmp(words[i], "--login")) login = words[i + 1];
        else if (!strcmp(words[i], "--expect")) expect = words[i + 1];
        else return fprintf(stderr, "what is %s?\n", words[i]), 2;
    }
    if (*login) {
        char pair[400];
        base64(login, pair);
        snprintf(authorization, sizeof authorization, "Authorization: Basic %s\r\n", pair);
    }
    milliseconds = calloc(requests, sizeof *milliseconds);
    pthread_t *threads = calloc(clients, sizeof *threads);
    double began = now();
    for (int i = 0; i < clients; i++) pthread_create(&threads[i], NULL, work, NULL);
    for (int i = 0; i < clients; i++) pthread_join(threads[i], NULL);
    double seconds = (now() - began) / 1e3;
    qsort(milliseconds, requests, sizeof *milliseconds, ascending);
    printf("p50 %.2f\np99 %.2f\nmax %.2f\nrate %.0f\nwrong %d\n", milliseconds[requests / 2],
           milliseconds[(int)(requests * 0.99)], milliseconds[requests - 1], requests / seconds, wrong);
    return wrong > 0;
}
