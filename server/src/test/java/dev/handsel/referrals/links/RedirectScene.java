package dev.handsel.referrals.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ClickId;
import dev.handsel.programs.terms.ProgramScene;
import dev.handsel.testing.Client.Reply;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A programme with one affiliate, whose links are followed. */
abstract class RedirectScene extends ProgramScene {

    Shop withNora(Shop shop) {
        assertThat(post(shop.key(), "/v1/affiliates", "{\"external_id\":\"nora\",\"code\":\"nora\"}")
                        .status())
                .isEqualTo(201);
        return shop;
    }

    Reply follow(Shop shop, String rest, String... headers) {
        return send("GET", null, "/r/" + shop.slug() + rest, null, headers);
    }

    static ClickId click(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(302);
        return ClickId.parse(reply.header("Location").replaceFirst(".*click_id=(\\w+).*", "$1"));
    }

    List<Map<String, @Nullable Object>> rows(ClickId click) {
        return jdbc.sql("select * from click where id = :id")
                .param("id", click.value())
                .query()
                .listOfRows();
    }
}
