package dev.handsel.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@HandselTest
class MeasuredRoutesTest {

    @Test
    void every_path_has_figures_of_its_own(
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
            @Value("${management.metrics.web.server.max-uri-tags:100}") int most) {
        var paths = mapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream())
                .distinct()
                .toList();
        assertThat(paths).hasSizeBetween(50, most / 2);
    }
}
