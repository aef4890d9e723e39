#!/usr/bin/env bash
# The directory with 100,000 entries: how fast they come, are touched and found, and what they take of memory; with H2,
# then with PostgreSQL. README.md explains the table.
#
#   bench/directory.sh [OPTION]...
#
#     --entries N        how many streams are listed (100000)
#     --rate R           how many touches there are each second (1000)
#     --seconds S        how long a round of touches is (60)
#     --searches R       how many searches there are each second, meanwhile (5)
#     --database NAME    h2 or postgresql alone
#     --war FILE         (target/icefloe.war)
#
# Java has 1 GiB of heap, and gives up copying what is young after one round; other options are taken from JAVA_OPTIONS.
#
# PostgreSQL is Debian's (apt-get install postgresql), with data that are thrown away; or the one of DIRECTORY_DB_URL, a
# jdbc:postgresql: address with user and password, whose database is empty.
#
# Ends with 1 if an answer was wrong; if the p99 of the touches of a round is more than 20 ms; if the p95 of the searches is
# more than 50 ms; or if the first byte of /yp.xml takes more than 200 ms.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
entries=100000 rate=1000 seconds=60 searches=5 database='' war=$here/../target/icefloe.war
# shellcheck disable=SC2034 # servers.sh reads them.
password=hackme door=stream
# shellcheck source-path=SCRIPTDIR source=servers.sh
source "$here/servers.sh"

while (($#)); do
  case $1 in
    --entries | --rate | --seconds | --searches | --database | --war)
      (($# > 1)) || fail "$1 needs a value"
      printf -v "${1#--}" %s "$2"
      shift
      ;;
    *) fail "what is $1? The head of this file lists the options" ;;
  esac
  shift
done
[[ -z $database || $database == h2 || $database == postgresql ]] || fail "--database is h2 or postgresql"
[[ -f $war ]] || fail "there is no $war: build it with mvn -B package -DskipTests, or name it with --war"
war=$(realpath "$war")

# ---- databases ----

# as_postgres COMMAND...: PostgreSQL refuses to run as root.
as_postgres() {
  if ((EUID)); then "$@"; else runuser -u postgres -- "$@"; fi
}

# open_postgresql: leaves its address in $db.
open_postgresql() {
  db=${DIRECTORY_DB_URL:-}
  if [[ -n $db ]]; then return; fi
  local bin pg
  bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)
  [[ -n $bin ]] || fail "PostgreSQL is not installed: apt-get install postgresql, or name one by DIRECTORY_DB_URL"
  data=$(as_postgres mktemp -d /tmp/icefloe-bench-pg-XXXXXX)
  as_postgres "$bin/initdb" -D "$data" -A trust -U icefloe >"$work/initdb"
  pg=$(free_port)
  # The program itself, and not one that waits for it: that is what is stopped.
  if ((EUID)); then
    "$bin/postgres" -D "$data" -p "$pg" -c listen_addresses=127.0.0.1 -c unix_socket_directories= >"$work/postgres" 2>&1 &
  else
    setpriv --reuid=postgres --regid=postgres --init-groups \
      "$bin/postgres" -D "$data" -p "$pg" -c listen_addresses=127.0.0.1 -c unix_socket_directories= >"$work/postgres" 2>&1 &
  fi
  postgres=$!
  running[$postgres]=yes
  await PostgreSQL accepts "$pg"
  db="jdbc:postgresql://127.0.0.1:$pg/postgres?user=icefloe"
}

open_h2() {
  db="jdbc:h2:file:$work/h2/icefloe;DB_CLOSE_ON_EXIT=FALSE"
}

close_database() {
  if [[ -n ${postgres:-} ]]; then
    stop "$postgres"
    rm -rf "$data"
    postgres=''
  fi
}

# sql STATEMENT: by the driver that Icefloe has, while no server holds the file.
sql() {
  if ! [[ -d $work/lib ]]; then
    mkdir "$work/lib"
    unzip -q -j "$war" 'WEB-INF/lib/h2-*.jar' 'WEB-INF/lib/postgresql-*.jar' -d "$work/lib"
  fi
  local user=(-user icefloe)
  if [[ $db == *user=* ]]; then user=(); fi
  java -cp "$work/lib/*" org.h2.tools.Shell -url "$db" "${user[@]}" -sql "$1" >"$work/sql" || fail "$(<"$work/sql")"
}

# live_through_a_day: every entry gets a curve of a day that ends now; that of each tenth is of more than 255 listeners.
live_through_a_day() {
  local span small='' large='' point
  printf -v span '%016x' "$(($(date +%s) / 600))"
  for ((point = 1; point <= 144; point++)); do
    printf -v small '%s%04x' "$small" "$point"
    printf -v large '%s%04x' "$large" "$((point + 1000))"
  done
  local literal="X'%s'"
  if [[ $db == jdbc:postgresql:* ]]; then literal="'\\\\x%s'::bytea"; fi
  # shellcheck disable=SC2059
  sql "update directory_entry set curve = case when listen_url like '%7.%' then $(printf "$literal" "$span$large") else $(printf "$literal" "$span$small") end"
}

# ---- the server ----

start_directory() {
  local begun
  begun=$(date +%s%N)
  start_icefloe --directory.serve=true --directory.probe-interval=0 --directory.max-per-address="$entries" --directory.max-entries="$entries" --db.url="$db"
  started=$(awk -v a="$begun" -v b="$(date +%s%N)" 'BEGIN { printf "%.1f", (b - a) / 1e9 }')
}

# live_bytes: what its heap holds behind a full collection.
live_bytes() {
  jcmd "$server" GC.class_histogram | awk '$1 == "Total" { print $3 }'
}

resident() {
  awk '$1 == "VmRSS:" { printf "%.0f", $2 / 1024 }' "/proc/$server/status"
}

mib() {
  awk -v bytes="$1" 'BEGIN { printf "%.0f", bytes / 2^20 }'
}

value() {
  awk -v name="$1" '$1 == name { print $2 }' "$2"
}

within() {
  awk -v a="$1" -v most="$2" 'BEGIN { exit a > most }'
}

row() {
  printf '%-12s %-32s %9s %9s %9s %9s %9s %9s %9s\n' "$@"
}

# processor_seconds: what the server has used by now.
processor_seconds() {
  awk -v ticks="$(getconf CLK_TCK)" '{ print ($14 + $15) / ticks }' "/proc/$server/stat"
}

# tell NAME REPORT [CPU_SECONDS]: a row of it.
tell() {
  printf '%s  load %s\n' "$(date -u +%T)" "$(cut -d' ' -f1-3 /proc/loadavg)" >&2
  row "$kind" "$1" "$(value p50 "$2")" "$(value p95 "$2")" "$(value p99 "$2")" "$(value max "$2")" "$(value rate "$2")" \
    "${3:-}" "$(value wrong "$2")"
  [[ $(value wrong "$2") == 0 ]] || clean=false
}

exists() {
  [[ $(curl -s -o "$work/page" -w '%{http_code}' "http://127.0.0.1:$http$1") == 200 ]]
}

# touches NAME PORT KEEP_ALIVE: a round, with searches meanwhile if there is where to search.
touches() {
  local looking='' before
  before=$(processor_seconds)
  if $searchable; then
    "$work/directory" get --port "$http" --targets "$work/searches" --rate "$searches" --seconds "$seconds" --clients 16 \
      >"$work/found" &
    looking=$!
    running[$looking]=yes
  fi
  "$work/directory" touch --port "$2" --sids "$work/sids" --rate "$rate" --seconds "$seconds" --clients 64 \
    --keep-alive "$3" >"$work/touched" || true
  tell "touches: $1" "$work/touched" "$(awk -v a="$before" -v b="$(processor_seconds)" 'BEGIN { printf "%.1f", b - a }')"
  within "$(value p99 "$work/touched")" 20 || clean=false
  if [[ -n $looking ]]; then
    wait "$looking" || true
    unset "running[$looking]"
    tell "searches meanwhile" "$work/found"
    within "$(value p95 "$work/found")" 50 || clean=false
  fi
}

# What people type: a word of few, of many and of none, a genre, a codec, nothing.
write_searches() {
  local at=/api/v1/directory/stations
  for ((n = 0; n < 100; n++)); do
    printf '%s\n' "$at?q=word$n" "$at?q=station+$n" "$at?q=forgotten" "$at?q=nothing+like+that" "$at?genre=jazz" "$at" \
      "$at?codec=MP3&q=artist+$n"
  done >"$work/searches"
  for ((n = 0; n < 20; n++)); do echo /yp.xml; done >"$work/dumps"
}

dump() {
  "$work/directory" get --port "$http" --targets "$work/dumps" --rate 1 --seconds 10 --clients 4 >"$work/dumped" || true
  sed -n 's/^first-//p; /^rate\|^wrong/p' "$work/dumped" >"$work/first"
  tell "/yp.xml, first byte" "$work/first"
  within "$(value p95 "$work/first")" 200 || clean=false
}

# measure DATABASE
measure() {
  kind=$1
  "open_$kind"
  start_directory
  local empty full
  empty=$(live_bytes)
  "$work/directory" add --port "$http" --sids "$work/sids" --entries "$entries" --clients 32 >"$work/added" || true
  tell "adds, 32 servers at once" "$work/added"
  stop "$server"
  live_through_a_day
  start_directory
  full=$(live_bytes)
  searchable=false
  if exists /api/v1/directory/stations?q=word1; then searchable=true; fi
  # The compiler's share, of each door; nobody looks at it.
  for where in "$http" "$port"; do
    "$work/directory" touch --port "$where" --sids "$work/sids" --rate "$rate" --seconds 10 --clients 64 --keep-alive 0 \
      >"$work/touched" || true
  done
  touches "connections that stay" "$http" 1
  touches "a connection each" "$http" 0
  touches "a connection each, stream port" "$port" 0
  if exists /yp.xml; then dump; fi
  memory+=("$(printf '%-12s %14s %14s %14s %14s %14s' "$kind" "$started" "$(mib "$empty")" "$(mib "$full")" \
    "$(awk -v a="$empty" -v b="$full" -v n="$entries" 'BEGIN { printf "%.2f", (b - a) / 2^20 * 1000 / n }')" "$(resident)")")
  stop "$server"
  close_database
}

postgres=''
export JAVA_OPTIONS=${JAVA_OPTIONS-'-Xmx1g -XX:MaxTenuringThreshold=1'}
trap 'close_database; clean_up' EXIT
cc -O2 -D_GNU_SOURCE -pthread -o "$work/directory" "$here/directory.c"
clean=true memory=()
write_searches
printf 'Java options: %s; load of the machine before: %s\n\n' "$JAVA_OPTIONS" "$(cut -d' ' -f1-3 /proc/loadavg)"
row database '' 'p50 ms' 'p95 ms' 'p99 ms' 'max ms' 'a second' 'CPU s' mistakes
for one in ${database:-h2 postgresql}; do measure "$one"; done
printf '\n%-12s %14s %14s %14s %14s %14s\n' database 's to start' '0: MiB' "$entries: MiB" 'MiB/1000' 'RSS MiB'
printf '%s\n' "${memory[@]}"
$clean
