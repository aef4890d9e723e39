#!/usr/bin/env bash
# How many requests for /status-json.xsl Icecast and Icefloe answer in a second, with a connection for each request.
#
#   bench/status.sh [OPTION]...
#
#     --connections N    how many ask at a time (50)
#     --seconds S        how long a round is (5)
#     --rounds R         how many rounds each server has; they take turns, and the median counts (5)
#     --mounts M         how many mounts the document tells of (2)
#     --war FILE         (target/icefloe.war)
#
# Ends with 1 if an answer was wrong, or Icefloe answers less than twice as many as Icecast.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
connections=50 seconds=5 rounds=5 mounts=2 war=$here/../target/icefloe.war
password=hackme

fail() {
  echo "status.sh: $*" >&2
  exit 2
}

while (($#)); do
  case $1 in
    --connections | --seconds | --rounds | --mounts | --war)
      (($# > 1)) || fail "$1 needs a value"
      printf -v "${1#--}" %s "$2"
      shift
      ;;
    *) fail "what is $1? The head of this file lists the options" ;;
  esac
  shift
done
[[ -f $war ]] || fail "there is no $war: build it with mvn -B package -DskipTests, or name it with --war"

work=$(mktemp -d)
running=()

clean_up() {
  # The sources first, which would else complain.
  for ((i = ${#running[@]} - 1; i >= 0; i--)); do
    kill "${running[i]}" 2>/dev/null || true
    wait "${running[i]}" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap clean_up EXIT

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# shows PORT: whether the document tells of all mounts.
shows() {
  [[ $(curl -s "http://127.0.0.1:$1/status-json.xsl" | grep -o listenurl | wc -l) == "$mounts" ]]
}

await() {
  local what=$1
  shift
  for ((i = 0; i < 240; i++)); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep 0.25
  done
  fail "$what has not come up"
}

accepts() {
  (: <"/dev/tcp/127.0.0.1/$1")
}

icecast=$(free_port)
mkdir -p "$work/log"
sed -e "s|@PORT@|$icecast|; s|@LOG@|$work/log|; s|@PASSWORD@|$password|; s|@RELAYS@||" "$here/icecast.xml" >"$work/icecast.xml"
chmod 755 "$work" && chmod 777 "$work/log"
icecast2 -c "$work/icecast.xml" >"$work/icecast.out" 2>&1 &
running+=($!)
await icecast2 accepts "$icecast"

icefloe=$(free_port)
ICEFLOE_SOURCE_PASSWORD=$password ICEFLOE_ADMIN_PASSWORD=$password java -jar "$war" \
  --http-port "$(free_port)" --stream-port "$icefloe" --http-bind 127.0.0.1 --stream-bind 127.0.0.1 \
  --stream.shoutcast-port=0 --home "$work/home" >"$work/icefloe.out" 2>&1 &
running+=($!)
await Icefloe grep -q "^Icefloe is ready" "$work/icefloe.out"

cc -O2 -o "$work/load" "$here/load.c" -lpthread
cc -O2 -o "$work/requests" "$here/requests.c"
for port in "$icecast" "$icefloe"; do
  "$work/load" source --port "$port" --mounts "$mounts" --password "$password" --chunked 0 --seconds 3600 &
  running+=($!)
  await "the sources" shows "$port"
done

# ask PORT SECONDS: one round, appended to $work/PORT.
ask() {
  "$work/requests" "$1" /status-json.xsl "$connections" "$2" >>"$work/$1"
}

# Nobody looks at the first round: machines have to be warm.
for port in "$icecast" "$icefloe"; do ask "$port" 5 && : >"$work/$port"; done
for ((round = 0; round < rounds; round++)); do
  ask "$icecast" "$seconds"
  ask "$icefloe" "$seconds"
done

median() {
  awk '{ print $1 }' "$1" | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

failures=$(awk '{ sum += $2 } END { print sum }' "$work/$icecast" "$work/$icefloe")
one=$(median "$work/$icecast") other=$(median "$work/$icefloe")
ratio=$(awk -v a="$other" -v b="$one" 'BEGIN { printf "%.2f", a / b }')
printf '%-10s %14s   %s\n' server requests/s rounds
printf '%-10s %14s   %s\n' icecast2 "$one" "$(awk '{ print $1 }' "$work/$icecast" | xargs)"
printf '%-10s %14s   %s\n' Icefloe "$other" "$(awk '{ print $1 }' "$work/$icefloe" | xargs)"
printf 'ratio %s, %s connections, %s mounts, %s failures\n' "$ratio" "$connections" "$mounts" "$failures"
((failures == 0)) && awk -v ratio="$ratio" 'BEGIN { exit ratio < 2 }'
