/* Records what a program does to the files under one directory, for the power-cut test; test equipment, never shipped.
 *
 * Preloaded with LD_PRELOAD. ALTERNAT_RECORD_UNDER names the directory, ALTERNAT_RECORD_TRACE the file to which events are
 * appended. ALTERNAT_RECORD_FAIL is "KIND ERRNO K": the K-th call of that KIND (w: writes, s: syncs, e: entries made, moved
 * or removed; a: any of them) fails with this number; with ENOSPC the write is cut in half, and every later one fails.
 *
 * An event is: kind (1 byte), descriptor (4), number (8), size (4), then as many bytes; little-endian. crates'
 * alternat-testkit/src/power_cut/trace.rs reads it. One lock is held over each call and its event, so the order is true.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define DESCRIPTORS 4096

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int trace = -1;
static char under[PATH_MAX];
static char within[DESCRIPTORS]; /* 1: a file under the directory; 2: the same, opened to append */
static char fail_kind;
static int fail_errno, full;
static long fail_turn, turn;

static void event(char kind, int fd, int64_t number, const void *bytes, size_t size) {
    char head[17];
    int32_t descriptor = fd;
    uint32_t length = (uint32_t)size;
    head[0] = kind;
    memcpy(head + 1, &descriptor, 4);
    memcpy(head + 5, &number, 8);
    memcpy(head + 13, &length, 4);
    struct iovec parts[2] = {{head, sizeof head}, {(void *)bytes, size}};
    if (trace >= 0 && syscall(SYS_writev, trace, parts, 2) != (long)(sizeof head + size)) abort();
}

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("ALTERNAT_RECORD_TRACE"), *directory = getenv("ALTERNAT_RECORD_UNDER");
    const char *fail = getenv("ALTERNAT_RECORD_FAIL");
    if (!path || !directory || strlen(directory) >= sizeof under) return;
    strcpy(under, directory);
    if (fail) {
        char *end;
        fail_kind = fail[0];
        fail_errno = (int)strtol(fail + 1, &end, 10);
        fail_turn = strtol(end, NULL, 10);
    }
    trace = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (trace < 0) abort();
    event('B', -1, 0, NULL, 0);
}

/* The absolute form of a path if it lies under the directory, or else NULL. */
static const char *inside(int directory, const char *path, char *full_path) {
    size_t length = strlen(under);
    if (trace < 0 || !path) return NULL;
    if (path[0] == '/') {
        if (strlen(path) >= PATH_MAX) return NULL;
        strcpy(full_path, path);
    } else {
        char link[64];
        ssize_t got;
        if (directory == AT_FDCWD) strcpy(link, "/proc/self/cwd");
        else { strcpy(link, "/proc/self/fd/"); char digits[12]; int n = 0, rest = directory;
               do digits[n++] = (char)('0' + rest % 10); while ((rest /= 10) > 0);
               size_t at = strlen(link); while (n > 0) link[at++] = digits[--n]; link[at] = 0; }
        got = readlink(link, full_path, PATH_MAX - 1);
        if (got < 0 || (size_t)got + strlen(path) + 2 > PATH_MAX) return NULL;
        full_path[got] = '/';
        strcpy(full_path + got + 1, path);
    }
    if (strncmp(full_path, under, length) || (full_path[length] != '/' && full_path[length] != 0)) return NULL;
    return full_path;
}

/* Whether this call is the one that fails; then the event says so, with the kind of call and the descriptor. */
static int fails(char kind, int fd) {
    if (full && kind != 's') { errno = fail_errno; return 1; }
    if (!fail_turn || (fail_kind != 'a' && fail_kind != kind) || ++turn != fail_turn) return 0;
    event('X', fd, kind, NULL, 0);
    if (fail_errno == ENOSPC) full = 1;
    errno = fail_errno;
    return 1;
}

static int opened(int directory, const char *path, int flags, mode_t mode) {
    char full_path[PATH_MAX];
    pthread_mutex_lock(&lock);
    const char *in = inside(directory, path, full_path);
    int makes = in && (flags & O_CREAT) && access(in, F_OK) != 0;
    int fd = makes && fails('e', -1) ? -1 : (int)syscall(SYS_openat, directory, path, flags, mode);
    if (in && fd >= DESCRIPTORS) abort();
    if (in && fd >= 0) {
        within[fd] = (flags & O_APPEND) ? 2 : 1;
        event('O', fd, makes | ((flags & O_TRUNC) ? 2 : 0), in, strlen(in));
    }
    int kept = errno;
    pthread_mutex_unlock(&lock);
    errno = kept;
    return fd;
}

#define MODE(flags, mode) mode_t mode = 0; if ((flags) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
int open(const char *path, int flags, ...) { MODE(flags, mode) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags, mode) return opened(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags, mode) return opened(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags, mode) return opened(at, path, flags, mode); }
int creat(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int close(int fd) {
    pthread_mutex_lock(&lock);
    if (fd >= 0 && fd < DESCRIPTORS && within[fd]) { within[fd] = 0; event('C', fd, 0, NULL, 0); }
    int result = (int)syscall(SYS_close, fd);
    pthread_mutex_unlock(&lock);
    return result;
}

static int recorded(int fd) { return trace >= 0 && fd >= 0 && fd < DESCRIPTORS && within[fd]; }

/* at < 0: at the descriptor's own place. */
static ssize_t written(int fd, const void *bytes, size_t size, off_t at) {
    pthread_mutex_lock(&lock);
    ssize_t result;
    off_t place = at;
    if (recorded(fd)) {
        struct stat now;
        if (within[fd] == 2 && !fstat(fd, &now)) place = now.st_size;
        else if (at < 0) place = lseek(fd, 0, SEEK_CUR);
        int was_full = full;
        if (fails('w', fd)) {
            if (full && !was_full && size > 1) size /= 2;
            else { int kept = errno; pthread_mutex_unlock(&lock); errno = kept; return -1; }
        }
    }
    result = at < 0 ? syscall(SYS_write, fd, bytes, size) : syscall(SYS_pwrite64, fd, bytes, size, at);
    if (result > 0 && recorded(fd)) event('W', fd, place, bytes, (size_t)result);
    else if (result > 0 && fd == 1 && trace >= 0) event('T', fd, 0, bytes, (size_t)result);
    int kept = errno;
    pthread_mutex_unlock(&lock);
    errno = kept;
    return result;
}

ssize_t write(int fd, const void *bytes, size_t size) { return written(fd, bytes, size, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) { return written(fd, bytes, size, at); }
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) { return written(fd, bytes, size, at); }
ssize_t writev(int fd, const struct iovec *parts, int count) {
    if (!recorded(fd) && fd != 1) return syscall(SYS_writev, fd, parts, count);
    for (int n = 0; n < count; n++) /* A short write is allowed, so the first part that is not empty is enough. */
        if (parts[n].iov_len) return written(fd, parts[n].iov_base, parts[n].iov_len, -1);
    return 0;
}

/* Refused, so that the caller falls back to reading and writing. */
ssize_t copy_file_range(int in, off64_t *in_at, int out, off64_t *out_at, size_t size, unsigned flags) {
    (void)in, (void)in_at, (void)out, (void)out_at, (void)size, (void)flags;
    errno = ENOSYS;
    return -1;
}
ssize_t sendfile64(int out, int in, off64_t *at, size_t size) { (void)out, (void)in, (void)at, (void)size; errno = ENOSYS; return -1; }

static int synced(int fd, long call) {
    pthread_mutex_lock(&lock);
    int in = recorded(fd), result = in && fails('s', fd) ? -1 : (int)syscall(call, fd);
    if (in && !result) event('S', fd, 0, NULL, 0);
    int kept = errno;
    pthread_mutex_unlock(&lock);
    errno = kept;
    return result;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

static int shortened(int fd, off_t size) {
    pthread_mutex_lock(&lock);
    int in = recorded(fd), result = in && fails('w', fd) ? -1 : (int)syscall(SYS_ftruncate, fd, size);
    if (in && !result) event('L', fd, size, NULL, 0);
    int kept = errno;
    pthread_mutex_unlock(&lock);
    errno = kept;
    return result;
}
int ftruncate(int fd, off_t size) { return shortened(fd, size); }
int ftruncate64(int fd, off64_t size) { return shortened(fd, size); }

/* kind: U removed, D directory made, R moved ("from", a zero byte, "to"). */
static int entry(char kind, const char *from, const char *to, mode_t mode) {
    char paths[2 * PATH_MAX + 1], full_to[PATH_MAX];
    pthread_mutex_lock(&lock);
    const char *in = inside(AT_FDCWD, from, paths), *in_to = to ? inside(AT_FDCWD, to, full_to) : NULL;
    int result = in && fails('e', -1)  ? -1
                 : kind == 'U'         ? (int)syscall(SYS_unlinkat, AT_FDCWD, from, 0)
                 : kind == 'D'         ? (int)syscall(SYS_mkdirat, AT_FDCWD, from, mode)
                                       : (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
    if (!result && (in || in_to)) {
        if (kind == 'R' && (!in || !in_to)) abort(); /* Moved in or out: the model does not know that. */
        size_t size = strlen(paths);
        if (kind == 'R') { strcpy(paths + size + 1, full_to); size += 1 + strlen(full_to); }
        event(kind, -1, 0, paths, size);
    }
    int kept = errno;
    pthread_mutex_unlock(&lock);
    errno = kept;
    return result;
}
int unlink(const char *path) { return entry('U', path, NULL, 0); }
int mkdir(const char *path, mode_t mode) { return entry('D', path, NULL, mode); }
int rename(const char *from, const char *to) { return entry('R', from, to, 0); }
