#!/usr/bin/env bash
# What it costs Icefloe, and Icecast beside it, to carry one stream to many listeners. README.md explains the table.
#
#   bench/fanout.sh [OPTION]...
#
#     --listeners N      how many listen (5000)
#     --seconds S        how long is measured, after everybody has had the burst (20)
#     --mounts M         how many mounts share the listeners (1)
#     --door DOOR        stream: Icefloe's stream port; servlet: the port of its container (stream)
#     --low-delay        Icefloe serves listeners the moment a byte arrives
#     --war FILE         (target/icefloe.war)
#     --no-icecast       Icefloe alone
#
# Ends with 1 if a frame was lost, repeated or damaged, or a listener was turned away.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
listeners=5000 seconds=20 mounts=1 door=stream low_delay=false war=$here/../target/icefloe.war icecast=true
password=hackme

fail() {
  echo "fanout.sh: $*" >&2
  exit 2
}

while (($#)); do
  case $1 in
    --low-delay) low_delay=true ;;
    --no-icecast) icecast=false ;;
    --listeners | --seconds | --mounts | --door | --war)
      (($# > 1)) || fail "$1 needs a value"
      printf -v "${1#--}" %s "$2"
      shift
      ;;
    *) fail "what is $1? The head of this file lists the options" ;;
  esac
  shift
done
[[ $door == stream || $door == servlet ]] || fail "--door is stream or servlet"
[[ -f $war ]] || fail "there is no $war: build it with mvn -B package -DskipTests, or name it with --war"

work=$(mktemp -d)
started=()
clean_up() {
  for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
  wait 2>/dev/null || true
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

# Both start functions leave the process in $server and its port in $port.
start_icecast() {
  port=$(free_port)
  mkdir -p "$work/log"
  sed -e "s|@PORT@|$port|; s|@LOG@|$work/log|; s|@PASSWORD@|$password|" "$here/icecast.xml" >"$work/icecast.xml"
  chmod 755 "$work" && chmod 777 "$work/log"
  icecast2 -c "$work/icecast.xml" >"$work/icecast.out" 2>&1 &
  server=$!
  started+=("$server")
  await icecast2 accepts "$port"
}

start_icefloe() {
  local http stream
  http=$(free_port) stream=$(free_port)
  ICEFLOE_SOURCE_PASSWORD=$password ICEFLOE_ADMIN_PASSWORD=$password java -jar "$war" \
    --http-port "$http" --stream-port "$stream" --http-bind 127.0.0.1 --stream-bind 127.0.0.1 \
    --stream.shoutcast-port=0 --home "$work/home" >"$work/icefloe.out" 2>&1 &
  server=$!
  started+=("$server")
  await Icefloe grep -q "^Icefloe is ready" "$work/icefloe.out"
  if $low_delay; then serve_at_once "$http"; fi
  port=$stream
  if [[ $door == servlet ]]; then port=$http; fi
}

# serve_at_once HTTP_PORT: gives every mount an entry of its own.
serve_at_once() {
  local name
  for ((i = 0; i < mounts; i++)); do
    name=bench.mp3
    if ((mounts > 1)); then name=bench-$i.mp3; fi
    curl -sS -f -o "$work/entry" -X PUT -u "admin:$password" -H 'Content-Type: application/json' \
      -d '{"deliveryInterval": "0s"}' "http://127.0.0.1:$1/api/v1/mounts/$name"
  done
}

# play SECONDS LISTENERS: a source and its listeners; the report of load.c goes to $work/report.
play() {
  local source chunked=0 ramp=$(($2 / 2000 + 5)) wrong=0
  if [[ $door == servlet && $name == icefloe ]]; then chunked=1; fi
  "$work/load" source --port "$port" --mounts "$mounts" --password "$password" --chunked "$chunked" \
    --seconds $(($1 + ramp + 10)) &
  source=$!
  started+=("$source")
  sleep 5
  kill -0 "$source" 2>/dev/null || fail "$name has turned the source away"
  "$work/load" listen --port "$port" --mounts "$mounts" --listeners "$2" --seconds "$1" --process "$server" \
    >"$work/report" || wrong=$?
  kill "$source" 2>/dev/null || true
  wait "$source" 2>/dev/null || true
  return "$wrong"
}

resident_kb() {
  awk '$1 == "VmRSS:" { print $2 }' "/proc/$server/status"
}

value() {
  awk -v name="$1" '$1 == name { print $2 }' "$work/report"
}

quotient() {
  awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", b == 0 ? 0 : a / b }'
}

# measure NAME: a warm-up that nobody looks at, then the round that counts.
measure() {
  local wrong=0 idle_kb mistakes
  name=$1
  "start_$name"
  idle_kb=$(resident_kb)
  play 5 "$listeners" || true
  sleep 2
  play "$seconds" "$listeners" || wrong=$?
  ((wrong < 2)) || fail "$name could not be measured"
  mistakes=$(($(value lost) + $(value repeated) + $(value damaged) + $(value refused) + $(value closed)))
  [[ -n ${first:-} ]] || first=$(value cpu_s_per_gb)
  printf '%-8s %6s %9s %6s %8s %12s %15s %12s %9s\n' "$name" "$(value live)" "$(value cpu_s_per_gb)" \
    "$(quotient "$(value cpu_s_per_gb)" "$first")" "$(quotient "$(value rss_kb)" 1024)" \
    "$(quotient $(($(value rss_kb) - idle_kb)) "$listeners")" "$(value first_byte_p50_ms)" "$(value delay_p50_ms)" "$mistakes"
  ((mistakes == 0 && wrong == 0)) || clean=false
  kill "$server"
  wait "$server" 2>/dev/null || true
}

cc -O2 -o "$work/load" "$here/load.c"
clean=true
printf '%-8s %6s %9s %6s %8s %12s %15s %12s %9s\n' \
  server live 's/GB' ratio 'RSS MB' 'KB/listener' 'first byte ms' 'delay ms' mistakes
if ! $icecast; then
  :
elif command -v icecast2 >/dev/null; then
  measure icecast
else
  echo "icecast2 is not installed; apt-get install icecast2 puts it beside"
fi
measure icefloe
$clean
