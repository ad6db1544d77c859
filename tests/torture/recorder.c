/* Records what a program writes below one folder, call by call, so that a power cut can be replayed.
 *
 * Preloaded into the program (LD_PRELOAD). DOSSIER_RECORD_ROOT names the folder, DOSSIER_RECORD_LOG
 * the file the record goes to. Every call is carried out and noted under one lock, so the order of
 * the notes is the order in which the calls took effect. A note is
 *
 *     kind (1 byte), descriptor (4), number (8), bytes of path, second path and data (4 each)
 *
 * in the machine's own byte order, followed by path, second path and data. `recording.py` reads it.
 * With DOSSIER_FAIL_FROM, _CALLS and _ERROR that many changing calls fail from that one on, as on a
 * disk with a fault. Shared memory mapped from a file is not seen; of SQLite's only `-shm` is, and it need not last.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_DESCRIPTORS 4096

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static char watched[MOST_DESCRIPTORS];
static char root[PATH_MAX];
static int record = -1;
static long fail_from = -1, fail_calls, fail_error, calls;

static long number_of(const char *name, long otherwise) {
    const char *text = getenv(name);
    return text ? atol(text) : otherwise;
}

__attribute__((constructor)) static void begin(void) {
    fail_from = number_of("DOSSIER_FAIL_FROM", -1);
    fail_calls = number_of("DOSSIER_FAIL_CALLS", 1);
    fail_error = number_of("DOSSIER_FAIL_ERROR", EIO);
    const char *folder = getenv("DOSSIER_RECORD_ROOT"), *file = getenv("DOSSIER_RECORD_LOG");
    if (!folder || !file || !realpath(folder, root)) return;
    record = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_watched(int fd) {
    return record >= 0 && fd >= 0 && fd < MOST_DESCRIPTORS && watched[fd];
}

static int is_below(const char *path) {
    size_t length = strlen(root);
    return record >= 0 && !strncmp(path, root, length) && path[length] == '/';
}

/* The note must be whole: a program that cannot be recorded is stopped. */
static void note(char kind, int fd, int64_t number, const char *path, const char *second,
                 const void *data, size_t size) {
    uint32_t sizes[3] = {strlen(path), strlen(second), size};
    struct iovec parts[7] = {{&kind, 1}, {&fd, 4}, {&number, 8}, {sizes, sizeof sizes},
                             {(void *)path, sizes[0]}, {(void *)second, sizes[1]},
                             {(void *)data, size}};
    int kept = errno;
    ssize_t whole = 25 + sizes[0] + sizes[1] + size;
    if (syscall(SYS_writev, record, parts, 7) != whole) abort();
    errno = kept;
}

/* Whether the disk refuses this changing call. */
static int refuses(int concerns_us) {
    if (fail_from < 0 || record < 0 || !concerns_us) return 0;
    long call = __atomic_fetch_add(&calls, 1, __ATOMIC_SEQ_CST);
    if (call < fail_from || call >= fail_from + fail_calls) return 0;
    errno = fail_error;
    return 1;
}

/* Where a path given to a call leads, made absolute; the last part need not exist. */
static void place(int dirfd, const char *path, char *answer) {
    char folder[PATH_MAX] = "", link[64];
    if (path[0] != '/') {
        if (dirfd == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
        else snprintf(link, sizeof link, "/proc/self/fd/%d", dirfd);
        ssize_t length = readlink(link, folder, sizeof folder - 1);
        folder[length > 0 ? length : 0] = 0;
    }
    if (snprintf(answer, PATH_MAX, "%s%s%s", folder, path[0] == '/' ? "" : "/", path) >= PATH_MAX)
        abort();
}

static int opened(int dirfd, const char *path, int flags, mode_t mode) {
    char whole[PATH_MAX];
    place(dirfd, path, whole);
    if (flags & O_CREAT && refuses(is_below(whole))) return -1;
    pthread_mutex_lock(&guard);
    int fd = syscall(SYS_openat, dirfd, path, flags, mode);
    if (fd >= 0 && fd < MOST_DESCRIPTORS) {
        int kept = errno;
        watched[fd] = is_below(whole);
        if (watched[fd]) note('O', fd, flags, whole, "", "", 0);
        errno = kept;
    }
    pthread_mutex_unlock(&guard);
    return fd;
}

static mode_t mode_of(int flags, va_list rest) {
    return flags & (O_CREAT | O_TMPFILE) ? (mode_t)va_arg(rest, int) : 0;
}

#define OPENS(name)                                                                               \
    int name(const char *path, int flags, ...) {                                                  \
        va_list rest;                                                                             \
        va_start(rest, flags);                                                                    \
        mode_t mode = mode_of(flags, rest);                                                       \
        va_end(rest);                                                                             \
        return opened(AT_FDCWD, path, flags, mode);                                               \
    }
#define OPENS_AT(name)                                                                            \
    int name(int dirfd, const char *path, int flags, ...) {                                       \
        va_list rest;                                                                             \
        va_start(rest, flags);                                                                    \
        mode_t mode = mode_of(flags, rest);                                                       \
        va_end(rest);                                                                             \
        return opened(dirfd, path, flags, mode);                                                  \
    }
OPENS(open)
OPENS(open64)
OPENS_AT(openat)
OPENS_AT(openat64)

int close(int fd) {
    pthread_mutex_lock(&guard);
    if (is_watched(fd)) {
        note('C', fd, 0, "", "", "", 0);
        watched[fd] = 0;
    }
    int answer = syscall(SYS_close, fd);
    pthread_mutex_unlock(&guard);
    return answer;
}

static ssize_t written(int fd, const void *data, size_t size, off_t at) {
    if (!is_watched(fd))
        return at < 0 ? syscall(SYS_write, fd, data, size)
                      : syscall(SYS_pwrite64, fd, data, size, at);
    if (refuses(1)) return -1;
    pthread_mutex_lock(&guard);
    ssize_t done = at < 0 ? syscall(SYS_write, fd, data, size)
                          : syscall(SYS_pwrite64, fd, data, size, at);
    if (done > 0) {
        int64_t start = at < 0 ? syscall(SYS_lseek, fd, 0, SEEK_CUR) - done : at;
        note('W', fd, start, "", "", data, done);
    }
    pthread_mutex_unlock(&guard);
    return done;
}

ssize_t write(int fd, const void *data, size_t size) { return written(fd, data, size, -1); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return written(fd, data, size, at); }
ssize_t pwrite64(int fd, const void *data, size_t size, off_t at) { return written(fd, data, size, at); }

/* Calls that copy inside the kernel are refused for watched files: Python then writes itself. */
ssize_t sendfile64(int out, int in, off_t *at, size_t size) {
    if (is_watched(out)) return errno = ENOTSOCK, -1;
    return syscall(SYS_sendfile, out, in, at, size);
}
ssize_t copy_file_range(int in, off_t *from, int out, off_t *to, size_t size, unsigned flags) {
    if (is_watched(out)) return errno = EXDEV, -1;
    return syscall(SYS_copy_file_range, in, from, out, to, size, flags);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    if (is_watched(fd)) abort();
    return syscall(SYS_writev, fd, parts, count);
}

static int cut(int fd, off_t length) {
    if (refuses(is_watched(fd))) return -1;
    pthread_mutex_lock(&guard);
    int answer = syscall(SYS_ftruncate, fd, length);
    if (!answer && is_watched(fd)) note('T', fd, length, "", "", "", 0);
    pthread_mutex_unlock(&guard);
    return answer;
}
int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off_t length) { return cut(fd, length); }

static int synced(long call, int fd) {
    if (refuses(is_watched(fd))) return -1;
    pthread_mutex_lock(&guard);
    int answer = syscall(call, fd);
    if (!answer && is_watched(fd)) note('S', fd, 0, "", "", "", 0);
    pthread_mutex_unlock(&guard);
    return answer;
}
int fsync(int fd) { return synced(SYS_fsync, fd); }
int fdatasync(int fd) { return synced(SYS_fdatasync, fd); }

static int renamed(int from, const char *old, int to, const char *new) {
    char before[PATH_MAX], after[PATH_MAX];
    place(from, old, before);
    place(to, new, after);
    if (refuses(is_below(before) || is_below(after))) return -1;
    pthread_mutex_lock(&guard);
    int answer = syscall(SYS_renameat2, from, old, to, new, 0);
    if (!answer && (is_below(before) || is_below(after))) note('R', -1, 0, before, after, "", 0);
    pthread_mutex_unlock(&guard);
    return answer;
}
int rename(const char *old, const char *new) { return renamed(AT_FDCWD, old, AT_FDCWD, new); }
int renameat(int from, const char *old, int to, const char *new) { return renamed(from, old, to, new); }

static int removed(int dirfd, const char *path, int flags) {
    char whole[PATH_MAX];
    place(dirfd, path, whole);
    if (refuses(is_below(whole))) return -1;
    pthread_mutex_lock(&guard);
    int answer = syscall(SYS_unlinkat, dirfd, path, flags);
    if (!answer && is_below(whole)) note(flags ? 'D' : 'U', -1, 0, whole, "", "", 0);
    pthread_mutex_unlock(&guard);
    return answer;
}
int unlink(const char *path) { return removed(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return removed(AT_FDCWD, path, AT_REMOVEDIR); }
int unlinkat(int dirfd, const char *path, int flags) { return removed(dirfd, path, flags); }

static int made(int dirfd, const char *path, mode_t mode) {
    char whole[PATH_MAX];
    place(dirfd, path, whole);
    if (refuses(is_below(whole))) return -1;
    pthread_mutex_lock(&guard);
    int answer = syscall(SYS_mkdirat, dirfd, path, mode);
    if (!answer && is_below(whole)) note('M', -1, mode, whole, "", "", 0);
    pthread_mutex_unlock(&guard);
    return answer;
}
int mkdir(const char *path, mode_t mode) { return made(AT_FDCWD, path, mode); }
int mkdirat(int dirfd, const char *path, mode_t mode) { return made(dirfd, path, mode); }
