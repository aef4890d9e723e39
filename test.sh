#!/bin/sh
# Installs the programs that the tests drive, where apt can, and runs every test. A test whose program is missing says
# so and fails: nothing is left out silently.
set -eu
cd "$(dirname "$0")"

# program:package
programs='
    java:openjdk-17-jdk-headless
    mvn:maven
    ffmpeg:ffmpeg
    ffprobe:ffmpeg
    shout:libshout-tools
    ezstream:ezstream
    ices2:ices2
    liquidsoap:liquidsoap
    icecast2:icecast2
    ip:iproute2
    mpg123:mpg123
    ogg123:vorbis-tools
    curl:curl
    chromium:chromium
    chromedriver:chromium-driver
    shellcheck:shellcheck
'

missing=''
for entry in $programs; do
    command -v "${entry%%:*}" >/dev/null 2>&1 || missing="$missing ${entry#*:}"
done
# Debian keeps PostgreSQL's programs off the path, a directory for each version.
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"

install() {
    # Daemons such as icecast2 are wanted as programs only, and must not be started.
    if [ ! -e /usr/sbin/policy-rc.d ]; then
        printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
        chmod +x /usr/sbin/policy-rc.d
        trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    fi
    apt-get update -qq || true
    for package in "$@"; do
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null ||
            echo "test.sh: apt could not install $package" >&2
    done
}

if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        # shellcheck disable=SC2086 # one word for each package
        install $missing
    else
        echo "test.sh: missing, and only root can install them by apt:$missing" >&2
    fi
fi

mvn -B -ntp verify "$@" </dev/null
