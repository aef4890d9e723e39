#!/usr/bin/env bash
# How long an encoder waits that tells a title: Icecast, then Icefloe, with HTTP Basic and a new connection each time.
#
#   bench/titles.sh [OPTION]...
#
#     --requests N       how many titles are told (10000)
#     --clients C        by how many encoders at a time (4)
#     --door DOOR        stream: Icefloe's stream port; servlet: the port of its container (stream)
#     --war FILE         (target/icefloe.war)
#     --no-icecast       Icefloe alone
#
# Ends with 1 if a title was not taken.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
requests=10000 clients=4 door=stream war=$here/../target/icefloe.war icecast=true
password=hackme
source "$here/servers.sh"

while (($#)); do
  case $1 in
    --no-icecast) icecast=false ;;
    --requests | --clients | --door | --war)
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

value() {
  awk -v name="$1" '$1 == name { print $2 }' "$work/report"
}

tell() {
  "$work/ask" --port "$port" --login "admin:$password" --clients "$clients" --requests "$1" \
    --target '/admin/metadata?mode=updinfo&mount=/bench.mp3&song=Artist%%20-%%20Title%%20%d' \
    --expect 'Metadata update successful' >"$work/report"
}

# measure NAME: a warm-up that nobody looks at, then the round that counts.
measure() {
  local name=$1 playing chunked=0 wrong=0
  "start_$name"
  if [[ $door == servlet && $name == icefloe ]]; then chunked=1; fi
  "$work/load" source --port "$port" --mounts 1 --password "$password" --chunked "$chunked" --seconds 600 &
  playing=$!
  running[$playing]=yes
  sleep 3
  kill -0 "$playing" 2>/dev/null || fail "$name has turned the source away"
  tell 5000 || true
  tell "$requests" || wrong=1
  [[ -n ${first:-} ]] || first=$(value p99)
  printf '%-8s %8s %8s %8s %6s %9s %9s\n' "$name" "$(value p50)" "$(value p99)" "$(value max)" \
    "$(awk -v a="$(value p99)" -v b="$first" 'BEGIN { printf "%.2f", b == 0 ? 0 : a / b }')" \
    "$(value rate)" "$(value wrong)"
  ((wrong == 0)) || clean=false
  stop "$playing"
  stop "$server"
}

cc -O2 -o "$work/load" "$here/load.c"
cc -O2 -pthread -o "$work/ask" "$here/ask.c"
clean=true
printf '%-8s %8s %8s %8s %6s %9s %9s\n' server 'p50 ms' 'p99 ms' 'max ms' ratio 'titles/s' mistakes
if ! $icecast; then
  :
elif command -v icecast2 >/dev/null; then
  measure icecast
else
  echo "icecast2 is not installed; apt-get install icecast2 puts it beside"
fi
measure icefloe
$clean
