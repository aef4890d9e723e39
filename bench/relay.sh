#!/usr/bin/env bash
# What a relay adds to the delay of a stream, in a chain of three servers: Icecast, Icefloe, Icefloe with low delay.
# Then what relays cost that nobody hears, and how long a slave takes to mirror a master. README.md explains the tables.
#
#   bench/relay.sh [OPTION]...
#
#     --listeners N      how many listen at each server (20)
#     --crowd N          how many listen at the last server in a second round (200)
#     --seconds S        how long a round is measured, after everybody has had the burst (20)
#     --idle N           how many relays nobody hears (500)
#     --mounts N         how many mounts the master has (300)
#     --only PART        hops, idle or mirror
#     --war FILE         (target/icefloe.war)
#     --no-icecast       Icefloe alone
#
# Ends with 1 if a hop of Icefloe adds more than 0.7 s, or 0.1 s with low delay; if a frame was lost, repeated or damaged;
# if the idle relays take more than 10 MiB or a connection; if mirroring takes more than 10 s beyond what the slave takes
# to start.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
listeners=20 crowd=200 seconds=20 idle=500 mounts=300 only='' war=$here/../target/icefloe.war icecast=true
password=hackme door=stream
# shellcheck source-path=SCRIPTDIR source=servers.sh
source "$here/servers.sh"

while (($#)); do
  case $1 in
    --no-icecast) icecast=false ;;
    --listeners | --crowd | --seconds | --idle | --mounts | --only | --war)
      (($# > 1)) || fail "$1 needs a value"
      printf -v "${1#--}" %s "$2"
      shift
      ;;
    *) fail "what is $1? The head of this file lists the options" ;;
  esac
  shift
done
[[ -z $only || $only == hops || $only == idle || $only == mirror ]] || fail "--only is hops, idle or mirror"
[[ -f $war ]] || fail "there is no $war: build it with mvn -B package -DskipTests, or name it with --war"

stop_all() {
  # Sources and slaves first, which would else complain.
  for ((i = ${#servers[@]} - 1; i >= 0; i--)); do stop "${servers[i]}"; done
  servers=() ports=()
}

# feed MOUNTS: a source of that many at $port.
feed() {
  "$work/load" source --port "$port" --mounts "$1" --password "$password" --seconds 3600 &
  servers+=($!)
  running[$!]=yes
  await "the source" has "$port" "$1"
}

# has PORT MOUNTS: whether so many are on.
has() {
  [[ $(curl -sS "http://127.0.0.1:$1/status-json.xsl" | grep -o listenurl | wc -l) == "$2" ]]
}

set_relay() {
  curl -sS -f -o "$work/answer" -u "admin:$password" -H 'Content-Type: application/json' -d "$1" \
    "http://127.0.0.1:$port/admin/relays"
}

# ---- the chain ----

icecast_relay() {
  start_icecast "<relay><server>127.0.0.1</server><port>$1</port><mount>/bench.mp3</mount></relay>"
}

icefloe_relay() {
  start_icefloe "${@:2}"
  set_relay "{\"mount\": \"/bench.mp3\", \"upstreams\": [{\"url\": \"http://127.0.0.1:$1/bench.mp3\"}]}"
}

# chain NAME [OPTION]...: three servers in a row; their ports are in $ports.
chain() {
  "start_$1" "${@:2}"
  servers+=("$server")
  ports+=("$port")
  feed 1
  for _ in first second; do
    "$1_relay" "${ports[-1]}" "${@:2}"
    servers+=("$server")
    ports+=("$port")
    await "the relay" has "$port" 1
  done
}

# listen HOP WHO SECONDS LISTENERS LOOKED_AT: in the background; the trace goes to $work/HOP-WHO, beside its report.
listen() {
  local agent=bench
  # A server that asks is served the moment bytes come, whatever the mount's listeners are.
  if [[ $2 == relay ]]; then agent="Icecast bench"; fi
  "$work/load" listen --port "${ports[$1]}" --listeners "$4" --rate "$4" --check "$5" --seconds "$3" --agent "$agent" \
    --trace "$work/$1-$2" >"$work/$1-$2.report" &
  rounds+=($!)
  running[$!]=yes
}

# hear SECONDS CROWD: listeners at every hop at the same time, CROWD at the last, and one more at each that is a relay.
hear() {
  local rounds=() wrong=0 there=$listeners
  for hop in "${!ports[@]}"; do
    if ((hop == ${#ports[@]} - 1)); then there=$2; fi
    listen "$hop" listeners "$1" "$there" "$listeners"
    listen "$hop" relay "$1" 1 1
  done
  for process in "${rounds[@]}"; do
    wait "$process" || wrong=1
    unset "running[$process]"
  done
  return "$wrong"
}

# measure BOUND_MS NAME SERVER [OPTION]...: a warm-up that nobody looks at, then the rounds that count.
measure() {
  chain "${@:3}"
  hear 10 "$listeners" || true
  for there in "$listeners" "$crowd"; do
    hear "$seconds" "$there" || clean=false
    python3 "$here/relay.py" hops "$2" "$there" "$1" "$work" "${#ports[@]}" || clean=false
  done
  stop_all
}

measure_hops() {
  echo
  python3 "$here/relay.py" title
  if $icecast; then measure 0 icecast icecast; fi
  measure 700 icefloe icefloe
  measure 100 'icefloe, low delay' icefloe --mount.delivery-interval=0s
}

# ---- relays that nobody hears ----

# live_bytes PROCESS: what its heap holds behind a full collection.
live_bytes() {
  jcmd "$1" GC.class_histogram | awk '$1 == "Total" { print $3 }'
}

idle_relay() {
  set_relay "{\"mount\": \"/idle-$1.mp3\", \"onDemand\": true, \"upstreams\": [{\"url\": \"http://127.0.0.1:$origin/live.mp3\"}]}"
}

measure_idle() {
  local before after origin connections
  origin=$(free_port)
  : >"$work/connections"
  python3 "$here/relay.py" count "$origin" "$work/connections" &
  servers+=($!)
  running[$!]=yes
  start_icefloe
  servers+=("$server")
  # The first takes along what setting relays needs at all.
  idle_relay 0
  curl -sS -f -o "$work/answer" -u "admin:$password" "http://127.0.0.1:$port/admin/relays" -d 'action=delete&mount=/idle-0.mp3'
  before=$(live_bytes "$server")
  for ((i = 0; i < idle; i++)); do idle_relay "$i"; done
  # Time enough to connect, for one that would.
  sleep 5
  after=$(live_bytes "$server")
  connections=$(wc -l <"$work/connections")
  printf '\n%-22s %8s %8s %8s %14s %14s\n' 'relays nobody hears' '0: MiB' "$idle: MiB" 'more' 'KiB a relay' 'connections'
  awk -v a="$before" -v b="$after" -v n="$idle" -v c="$connections" 'BEGIN {
    printf "%-22s %8.2f %8.2f %8.2f %14.2f %14d\n", "Icefloe", a / 2^20, b / 2^20, (b - a) / 2^20, (b - a) / 1024 / n, c
    exit c > 0 || b - a > 10 * 2^20 }' || clean=false
  stop_all
}

# ---- a slave ----

# processor_seconds PROCESS: what it has used by now.
processor_seconds() {
  awk -v ticks="$(getconf CLK_TCK)" '{ print ($14 + $15) / ticks }' "/proc/$1/stat"
}

# mirror NAME OPTION...: how long the slave takes until it takes connections, and from then on until all mounts are on.
mirror() {
  local begun ready mirrored starting
  begun=$(date +%s%N)
  "start_$1" "${@:2}"
  ready=$(date +%s%N)
  starting=$(processor_seconds "$server")
  await "all mounts at the slave" has "$port" "$mounts"
  mirrored=$(date +%s%N)
  awk -v n="$1" -v a="$begun" -v b="$ready" -v c="$mirrored" -v d="$starting" -v e="$(processor_seconds "$server")" 'BEGIN {
    printf "%-22s %12.1f %12.1f %12.1f %16.1f %16.1f\n", n, (b - a) / 1e9, (c - b) / 1e9, (c - a) / 1e9, d, e - d
    exit n == "icefloe" && c - b > 1e10 }' || clean=false
  stop "$server"
}

measure_mirror() {
  start_icefloe
  local master=$port
  servers+=("$server")
  feed "$mounts"
  printf '\n%-22s %12s %12s %12s %16s %16s\n' "a slave of $mounts mounts" 's to start' 's to mirror' 's in all' \
    'CPU s to start' 'CPU s to mirror'
  if $icecast; then
    mirror icecast "<master-server>127.0.0.1</master-server><master-server-port>$master</master-server-port><master-password>$password</master-password>"
  fi
  mirror icefloe --relay.master-server=127.0.0.1 --relay.master-port="$master" --relay.master-password="$password"
  stop_all
}

cc -O2 -o "$work/load" "$here/load.c"
clean=true servers=() ports=()
if $icecast && ! command -v icecast2 >/dev/null; then
  echo "icecast2 is not installed; apt-get install icecast2 puts it beside"
  icecast=false
fi
printf 'load of the machine before: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
if [[ -z $only || $only == hops ]]; then measure_hops; fi
if [[ -z $only || $only == idle ]]; then measure_idle; fi
if [[ -z $only || $only == mirror ]]; then measure_mirror; fi
$clean
