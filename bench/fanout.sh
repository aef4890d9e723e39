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

source "$here/servers.sh"

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
  running[$source]=yes
  sleep 5
  kill -0 "$source" 2>/dev/null || fail "$name has turned the source away"
  "$work/load" listen --port "$port" --mounts "$mounts" --listeners "$2" --seconds "$1" --process "$server" \
    >"$work/report" || wrong=$?
  stop "$source"
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
  if $low_delay && [[ $name == icefloe ]]; then serve_at_once "$http"; fi
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
  stop "$server"
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
