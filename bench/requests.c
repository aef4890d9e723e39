/*
 * How many requests a second a server answers, when each has a connection of its own.
 *
 *   requests PORT PATH CONNECTIONS SECONDS
 *
 * Prints "REQUESTS-PER-SECOND FAILURES": an answer that does not begin with a 200, or ends before its Content-Length,
 * is a failure.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MOST 1024
#define LARGEST (1 << 20)

struct client {
    int fd;
    int sent;
    size_t length;
    char *answer;
};

static struct sockaddr_in server;
static char request[1024];
static int queue;
static long answered, failed;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void begin(struct client *client) {
    client->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (client->fd < 0 || (connect(client->fd, (struct sockaddr *) &server, sizeof server) < 0 && errno != EINPROGRESS)) {
        perror("requests: connect");
        exit(2);
    }
    client->sent = 0;
    client->length = 0;
    struct epoll_event event = {.events = EPOLLOUT | EPOLLIN, .data.ptr = client};
    epoll_ctl(queue, EPOLL_CTL_ADD, client->fd, &event);
}

static int is_whole(struct client *client) {
    client->answer[client->length] = 0;
    char *body = strstr(client->answer, "\r\n\r\n");
    char *length = strcasestr(client->answer, "\r\nContent-Length:");
    return client->length > 12 && strncmp(client->answer + 8, " 200 ", 5) == 0 && body && length && length < body
            && client->length - (body + 4 - client->answer) == (size_t) atol(length + 17);
}

static void end(struct client *client) {
    if (is_whole(client)) answered++;
    else failed++;
    close(client->fd);
    begin(client);
}

static void serve(struct client *client, unsigned events) {
    if (!client->sent && events & (EPOLLOUT | EPOLLERR)) {
        client->sent = 1;
        if (send(client->fd, request, strlen(request), MSG_NOSIGNAL) < 0) {
            end(client);
            return;
        }
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = client};
        epoll_ctl(queue, EPOLL_CTL_MOD, client->fd, &event);
    }
    if (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) {
        ssize_t length = recv(client->fd, client->answer + client->length, LARGEST - client->length - 1, 0);
        if (length > 0) client->length += length;
        else if (length == 0 || (errno != EAGAIN && errno != EINTR)) end(client);
    }
}

int main(int count, char **words) {
    if (count != 5) {
        fprintf(stderr, "requests PORT PATH CONNECTIONS SECONDS\n");
        return 2;
    }
    int connections = atoi(words[3]);
    if (connections < 1 || connections > MOST) {
        fprintf(stderr, "requests: 1 to %d connections\n", MOST);
        return 2;
    }
    server.sin_family = AF_INET;
    server.sin_port = htons(atoi(words[1]));
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nUser-Agent: requests\r\n\r\n", words[2], words[1]);
    queue = epoll_create1(0);
    struct client *clients = calloc(connections, sizeof *clients);
    for (int i = 0; i < connections; i++) {
        clients[i].answer = malloc(LARGEST);
        begin(&clients[i]);
    }
    double began = now(), ends = began + atof(words[4]);
    struct epoll_event events[MOST];
    while (now() < ends) {
        int ready = epoll_wait(queue, events, MOST, 100);
        for (int i = 0; i < ready; i++) serve(events[i].data.ptr, events[i].events);
    }
    printf("%.0f %ld\n", answered / (now() - began), failed);
    return 0;
}
