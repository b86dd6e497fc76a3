#!/bin/sh
# ICU4J 79.1: the skeletons by which UTS 39 finds names that look alike know digits and letters in one case only. Referral codes are often
# taken in any case, and of such a code neither the skeleton of its small nor that of its capital letters finds all that look alike:
# zero meets the capital O and not the small one, and one meets the small l in small letters, and the letter i in capitals alone.
#
# Seen (the pair, alike in small letters, alike in capitals):
#
#   0 o   no    yes
#   1 l   yes   no
#   1 i   no    yes
#   rn m  yes   no
#
# Needs Maven and a JDK 17 or newer. What helps: compare both skeletons, and take two names for alike where either of them is.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>skeletons</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.ibm.icu</groupId>
      <artifactId>icu4j</artifactId>
      <version>79.1</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=libraries >&2

cat >Skeletons.java <<'JAVA'
import com.ibm.icu.text.SpoofChecker;
import java.util.Locale;

class Skeletons {
    public static void main(String[] arguments) {
        var checker = new SpoofChecker.Builder().build();
        for (var pair : new String[][] {{"0", "o"}, {"1", "l"}, {"1", "i"}, {"rn", "m"}}) {
            var small = alike(checker, pair[0], pair[1]);
            var capital = alike(checker, pair[0].toUpperCase(Locale.ROOT), pair[1].toUpperCase(Locale.ROOT));
            System.out.println(pair[0] + " " + pair[1] + "\t" + small + "\t" + capital);
        }
    }

    private static String alike(SpoofChecker checker, String one, String other) {
        return checker.getSkeleton(one).equals(checker.getSkeleton(other)) ? "yes" : "no";
    }
}
JAVA
java -cp "$(cat libraries)" Skeletons.java | tee seen

printf '%s\t%s\t%s\n' '0 o' no yes '1 l' yes no '1 i' no yes 'rn m' yes no >expected
cmp -s seen expected || { echo "changed: this is not what was seen before" >&2; exit 1; }
