package dev.handsel.testing;

import dev.handsel.Handsel;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test on the whole server. All of these share one context and one database as long as none adds configuration of its
 * own; rows are kept apart by fresh ids. The server listens: {@code handsel.public-url} says where.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        classes = Handsel.class,
        webEnvironment = WebEnvironment.DEFINED_PORT,
        properties = {
            "handsel.port=0",
            "handsel.management-port=0",
            // Tests that need it follow events themselves: its statements would be counted as others' otherwise.
            "handsel.fraud.reader=false",
            // All contexts share one PostgreSQL: what one does not use at the moment is another's.
            "spring.datasource.hikari.minimum-idle=1",
            "handsel.data-dir=${handsel.tests.folder:target}/test-data"
        })
@ContextConfiguration(initializers = TestDatabase.Initializer.class)
public @interface HandselTest {}
