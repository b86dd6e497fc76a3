#!/bin/sh
# Spring Modulith 2.1.1 reads @ApplicationModule of a package from the package-info that the class loader gives first. Build tools put the
# classes of tests first, so a package-info.java without the annotation in the tests' tree of the same package hides the module's own:
#
#   direct-sub-packages   the module stays, its allowedDependencies are not checked any more
#   explicitly-annotated  the module is not known at all
#
# Seen, with a module b that may use nothing and uses a:
#
#   direct-sub-packages main first: modules a b, violations 1
#   direct-sub-packages test first: modules a b, violations 0
#   explicitly-annotated main first: modules a b, violations 1
#   explicitly-annotated test first: modules a, violations 0
#
# Needs Maven and a JDK 21 or newer. What helps: no package-info.java in tests for packages that have one.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>shop</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.springframework.modulith</groupId>
      <artifactId>spring-modulith-core</artifactId>
      <version>2.1.1</version>
    </dependency>
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot</artifactId>
      <version>4.1.2</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>2.0.17</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=libraries >&2

mkdir -p main/shop/a main/shop/b test/shop/b
cat >main/shop/Shop.java <<'JAVA'
package shop;

@org.springframework.modulith.Modulith
public class Shop {
    public static void main(String[] arguments) {
        var modules = org.springframework.modulith.core.ApplicationModules.of(Shop.class);
        var names = new java.util.TreeSet<String>();
        modules.forEach(module -> names.add(module.getIdentifier().toString()));
        System.out.println("modules " + String.join(" ", names) + ", violations "
                + modules.detectViolations().getMessages().size());
    }
}
JAVA
cat >main/shop/a/package-info.java <<'JAVA'
@org.springframework.modulith.ApplicationModule
package shop.a;
JAVA
echo 'package shop.a; public class A {}' >main/shop/a/A.java
cat >main/shop/b/package-info.java <<'JAVA'
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package shop.b;
JAVA
echo 'package shop.b; public class B { public shop.a.A a; }' >main/shop/b/B.java
cat >test/shop/b/package-info.java <<'JAVA'
@Deprecated
package shop.b;
JAVA

libraries=$(cat libraries)
javac -proc:none -d classes -cp "$libraries" main/shop/*.java main/shop/*/*.java
javac -proc:none -d test-classes -cp "$libraries:classes" test/shop/b/package-info.java

for strategy in direct-sub-packages explicitly-annotated; do
    for first in main test; do
        case $first in
            main) path=classes:test-classes ;;
            test) path=test-classes:classes ;;
        esac
        printf '%s %s first: ' "$strategy" "$first"
        java -Dspring.modulith.detection-strategy=$strategy -cp "$path:$libraries" shop.Shop
    done
done >seen
cat seen

cat >expected <<'SEEN'
direct-sub-packages main first: modules a b, violations 1
direct-sub-packages test first: modules a b, violations 0
explicitly-annotated main first: modules a b, violations 1
explicitly-annotated test first: modules a, violations 0
SEEN
cmp -s seen expected || { echo "changed: this is not what was seen before" >&2; exit 1; }
