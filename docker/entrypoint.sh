#!/bin/sh
# Starts Icefloe as the container's first process, so that it gets the signals itself.
#
#   ICEFLOE_HEAP   share of the container's memory for the heap, in percent (default 50: the buffers of sockets and of
#                  the stream port lie outside of it), or a size such as 512m
#   JAVA_OPTIONS   more options for java, divided by blanks
set -eu

war=${ICEFLOE_WAR:-/opt/icefloe/icefloe.war}
heap=${ICEFLOE_HEAP:-50}

case $heap in
    *[kKmMgG]) heap=-Xmx$heap ;;
    *) heap=-XX:MaxRAMPercentage=$heap ;;
esac

# These two are for this script alone; Icefloe would look for settings of their names.
unset ICEFLOE_HEAP ICEFLOE_WAR

# shellcheck disable=SC2086 # one word for each option
exec java "$heap" -XX:+ExitOnOutOfMemoryError ${JAVA_OPTIONS:-} -jar "$war" "$@"
