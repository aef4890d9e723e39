# shellcheck shell=bash
# Starts and ends the servers that are measured; to be sourced by the scripts beside it, which set
#
#   here      this directory
#   war       the WAR of Icefloe
#   door      stream or servlet, the port of Icefloe that is asked
#   password  of all users
#
# What it makes is in $work, which is thrown away at the end.

fail() {
  echo "${0##*/}: $*" >&2
  exit 2
}

work=$(mktemp -d)
declare -A running=()

stop() {
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
  unset "running[$1]"
}

clean_up() {
  for process in "${!running[@]}"; do stop "$process"; done
  rm -rf "$work"
}
trap clean_up EXIT

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# await WHAT COMMAND...: until the command succeeds, at most a minute.
await() {
  local what=$1
  shift
  for ((i = 0; i < 240; i++)); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep 0.25
  done
  fail "$what has not come up; see ${work}"
}

accepts() {
  (: <"/dev/tcp/127.0.0.1/$1")
}

# Both start functions leave the process in $server and its port in $port; that of Icefloe's container is in $http.
# They may be called several times. JAVA_OPTIONS are those of Icefloe's Java. start_icecast [XML]: with <relay>s, or a master.
start_icecast() {
  local home
  home=$(mktemp -d "$work/icecast-XXXX")
  port=$(free_port)
  sed -e "s|@PORT@|$port|; s|@LOG@|$home|; s|@PASSWORD@|$password|; s|@RELAYS@|${1:-}|" "$here/icecast.xml" \
    >"$home/icecast.xml"
  chmod 755 "$work" && chmod 777 "$home"
  icecast2 -c "$home/icecast.xml" >"$home/out" 2>&1 &
  server=$!
  running[$server]=yes
  await icecast2 accepts "$port"
}

# start_icefloe [OPTION]...
start_icefloe() {
  local home stream
  home=$(mktemp -d "$work/icefloe-XXXX")
  http=$(free_port) stream=$(free_port)
  # shellcheck disable=SC2086 # Words are options.
  ICEFLOE_SOURCE_PASSWORD=$password ICEFLOE_ADMIN_PASSWORD=$password ICEFLOE_RELAY_PASSWORD=$password java ${JAVA_OPTIONS:-} -jar "$war" \
    --http-port "$http" --stream-port "$stream" --http-bind 127.0.0.1 --stream-bind 127.0.0.1 \
    --stream.shoutcast-port=0 --home "$home" "$@" >"$home/out" 2>&1 &
  server=$!
  running[$server]=yes
  await Icefloe grep -q "^Icefloe is ready" "$home/out"
  port=$stream
  if [[ $door == servlet ]]; then port=$http; fi
}
