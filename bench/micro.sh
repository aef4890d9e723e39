#!/usr/bin/env bash
# Runs the JMH benchmarks: what one frame, one join, one head costs.
#
#   bench/micro.sh [JMH OPTION]... [PATTERN]
#
# A pattern chooses benchmarks by name: bench/micro.sh StreamBuffer. Without one, all run.
set -euo pipefail

cd "$(dirname "$0")/.."
classpath=target/jmh.classpath
mvn -q -B test-compile dependency:build-classpath -Dmdep.outputFile=$classpath -Dmdep.includeScope=test
exec java -cp "target/classes:target/test-classes:$(<$classpath)" org.openjdk.jmh.Main "$@"
