package dev.handsel.platform.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PagesTest {

    private static final String PATH = "/v1/things?limit=2";

    private final List<String> asked = new ArrayList<>();

    private static StripeAnswer page(String json) {
        return new StripeAnswer.Done(JsonMapper.shared().readTree(json));
    }

    private Pages pages(Map<String, StripeAnswer> stripe) {
        return new Pages(PATH, path -> {
            asked.add(path);
            return stripe.getOrDefault(path, new StripeAnswer.Unclear("nothing came"));
        });
    }

    private static final StripeAnswer FIRST = page("""
            {"data": [{"id": "a"}, {"id": "b"}], "has_more": true}""");
    private static final StripeAnswer LAST = page("""
            {"data": [{"id": "c"}], "has_more": false}""");

    @Test
    void each_page_is_asked_for_after_the_last_of_the_one_before() {
        var pages = pages(Map.of(PATH, FIRST, PATH + "&starting_after=b", LAST));

        assertThat(pages).toIterable().containsExactly(FIRST, LAST);
        assertThat(asked).containsExactly(PATH, PATH + "&starting_after=b");
        assertThatThrownBy(pages::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void a_page_that_nobody_reads_is_not_asked_for() {
        var pages = pages(Map.of(PATH, FIRST));
        pages.next();

        assertThat(pages.hasNext()).isTrue();
        assertThat(asked).containsExactly(PATH);
    }

    @Test
    void an_answer_that_is_no_page_is_the_last() {
        var pages = pages(Map.of(PATH, FIRST));

        assertThat(pages).toIterable().containsExactly(FIRST, new StripeAnswer.Unclear("nothing came"));
    }

    @Test
    void an_empty_page_with_more_to_come_is_an_error_and_no_end() {
        var pages = pages(Map.of(PATH, page("""
                {"data": [], "has_more": true}""")));

        assertThatThrownBy(pages::next).isInstanceOf(IllegalStateException.class);
    }
}
