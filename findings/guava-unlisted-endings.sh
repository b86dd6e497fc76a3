#!/bin/sh
# Guava 33.7.2: InternetDomainName knows the endings that stand in the public suffix list and leaves out the rule that the list's own
# algorithm prescribes for all others: if no rule matches, the rule is "*", which makes the last label the public suffix. Whoever asks it
# whether a cookie's domain is a public suffix hears "no" of every ending that is in no list: of names that are reserved for examples and
# tests, of those of a company's own network, and of top-level domains that are younger than the library.
#
# Seen (name, is a public suffix, has one):
#
#   com             true   true
#   co.uk           true   true
#   example         false  false
#   shop.example    false  false
#   shop.internal   false  false
#
# By the algorithm the first label of each of the last three would be a registrable name below a public suffix, and "example" itself one.
# Needs Maven and a JDK 17 or newer. What helps: where there is no public suffix, take the last label for it.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>endings</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.google.guava</groupId>
      <artifactId>guava</artifactId>
      <version>33.7.2-jre</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=libraries >&2

cat >Endings.java <<'JAVA'
import com.google.common.net.InternetDomainName;

class Endings {
    public static void main(String[] arguments) {
        for (var name : new String[] {"com", "co.uk", "example", "shop.example", "shop.internal"}) {
            var domain = InternetDomainName.from(name);
            System.out.println(name + "\t" + domain.isPublicSuffix() + "\t" + domain.hasPublicSuffix());
        }
    }
}
JAVA
java -cp "$(cat libraries)" Endings.java | tee seen

printf '%s\t%s\t%s\n' com true true co.uk true true example false false shop.example false false shop.internal false false >expected
cmp -s seen expected || { echo "changed: this is not what was seen before" >&2; exit 1; }
