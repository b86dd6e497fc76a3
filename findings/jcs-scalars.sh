#!/bin/sh
# java-json-canonicalization 1.1 (RFC 8785 for Java) takes objects and arrays alone. A JSON text may be any value (RFC 8259, section 2), and
# the npm package canonicalize 2.1.0 takes them all; the Java one refuses numbers, strings, truth values and null at the top.
#
# Seen (the text, Java, npm):
#
#   {"b":1,"a":2}  {"a":2,"b":1}  {"a":2,"b":1}
#   [1.0]          [1]            [1]
#   1.0            refused        1
#   "x"            refused        "x"
#   true           refused        true
#   null           refused        null
#
# Needs Maven, npm and a JDK 21 or newer. What helps: wrap the value in an array, and take the brackets off.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>texts</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.github.erdtman</groupId>
      <artifactId>java-json-canonicalization</artifactId>
      <version>1.1</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=libraries >&2
npm install --silent --no-audit --no-fund canonicalize@2.1.0 >&2

cat >texts <<'TEXTS'
{"b":1,"a":2}
[1.0]
1.0
"x"
true
null
TEXTS
cat >Texts.java <<'JAVA'
class Texts {
    public static void main(String[] arguments) throws Exception {
        for (var text : java.nio.file.Files.readAllLines(java.nio.file.Path.of("texts"))) {
            try {
                System.out.println(new org.erdtman.jcs.JsonCanonicalizer(text).getEncodedString());
            } catch (java.io.IOException e) {
                System.out.println("refused");
            }
        }
    }
}
JAVA
cat >texts.cjs <<'JS'
const canonicalize = require('canonicalize');
for (const text of require('fs').readFileSync('texts', 'utf8').trim().split('\n')) {
  console.log((canonicalize.default ?? canonicalize)(JSON.parse(text)));
}
JS

java -cp "$(cat libraries)" Texts.java >java.seen
node texts.cjs >npm.seen
paste texts java.seen npm.seen | tee seen

{
    printf '%s\t%s\t%s\n' '{"b":1,"a":2}' '{"a":2,"b":1}' '{"a":2,"b":1}'
    printf '%s\t%s\t%s\n' '[1.0]' '[1]' '[1]'
    printf '%s\trefused\t%s\n' 1.0 1 '"x"' '"x"' true true null null
} >expected
cmp -s seen expected || { echo "changed: this is not what was seen before" >&2; exit 1; }
