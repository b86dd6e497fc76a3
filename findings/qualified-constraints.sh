#!/bin/sh
# A constraint of Jakarta Validation that is written inside of a qualified type, as formatters and the grammar of type annotations
# want it (Outer.@NotNull Inner), belongs to the type alone and not to the component of the record. Hibernate Validator 9.1.5.Final
# looks at annotations of types only inside of containers, so it checks nothing there and says nothing of it. An unqualified type
# with the same annotation in front of it is checked.
#
# Seen (the component, violations where it is null):
#
#   @NotNull Inner            1
#   @NotNull String           1
#   Outer.@NotNull Inner      0
#
# Needs Maven and a JDK 17 or newer. What helps: import the nested type and write the annotation in front.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>constraints</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.hibernate.validator</groupId>
      <artifactId>hibernate-validator</artifactId>
      <version>9.1.5.Final</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=libraries >&2

cat >Constraints.java <<'JAVA'
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotNull;

class Constraints {
    enum Inner { ONE }

    record Plain(@NotNull Inner value) {}

    record Text(@NotNull String value) {}

    record Qualified(Constraints.@NotNull Inner value) {}

    public static void main(String[] arguments) {
        var validator = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator())
                .buildValidatorFactory()
                .getValidator();
        System.out.println("@NotNull Inner\t" + validator.validate(new Plain(null)).size());
        System.out.println("@NotNull String\t" + validator.validate(new Text(null)).size());
        System.out.println("Outer.@NotNull Inner\t" + validator.validate(new Qualified(null)).size());
    }
}
JAVA
java -cp "$(cat libraries)" Constraints.java 2>log | tee seen

printf '%s\t%s\n' '@NotNull Inner' 1 '@NotNull String' 1 'Outer.@NotNull Inner' 0 >expected
cmp -s seen expected || { cat log >&2; echo "changed: this is not what was seen before" >&2; exit 1; }
