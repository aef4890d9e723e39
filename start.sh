#!/bin/sh
# Builds Icefloe if it is not built yet, and starts it: ./start.sh [--http-port 8080] [--stream-port 8000] [--home DIR]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
war=$here/target/icefloe.war

if [ ! -f "$war" ] || [ -n "$(find "$here/src/main" "$here/pom.xml" -newer "$war" -print -quit)" ]; then
    (cd "$here" && mvn -q -B package -Dmaven.test.skip=true) >&2
fi
exec java -jar "$war" "$@"
