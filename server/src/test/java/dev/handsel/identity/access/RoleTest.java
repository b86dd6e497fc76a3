package dev.handsel.identity.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.ApiKeyId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleTest {

    private final Caller merchant = new Caller.Merchant(ApiKeyId.fresh(), ProgramId.fresh(), true);

    @Test
    void everybody_is_an_affiliate_and_a_device_owner_and_an_owner_is_everything() {
        assertThat(Role.heldBy(Set.of())).containsOnly(Role.AFFILIATE, Role.DEVICE_OWNER);
        assertThat(Role.heldBy(Set.of(Role.FINANCE))).containsOnly(Role.FINANCE, Role.AFFILIATE, Role.DEVICE_OWNER);
        assertThat(Role.heldBy(Set.of(Role.OWNER))).containsOnly(Role.values());
    }

    @Test
    void roles_are_read_and_written_in_snake_case() {
        for (var role : Role.values()) {
            assertThat(Role.parse(role.text())).isEqualTo(role);
        }
        assertThat(Role.DEVICE_OWNER.text()).isEqualTo("device_owner");
        assertThatThrownBy(() -> Role.parse("OWNER")).isInstanceOf(Refused.class);
    }

    @Test
    void a_missing_role_is_forbidden() {
        var manager = person(Role.MANAGER);

        assertThat(manager.requireRole(Role.OWNER, Role.MANAGER)).isEqualTo(manager);
        assertThat(person(Role.OWNER).requireRole(Role.FINANCE)).isNotNull();
        refused(() -> manager.requireRole(Role.OWNER), RefusalKind.FORBIDDEN);
        refused(() -> merchant.requireRole(Role.AFFILIATE), RefusalKind.FORBIDDEN);
        refused(manager::requireMerchant, RefusalKind.FORBIDDEN);
        assertThat(merchant.requireMerchant()).isEqualTo(merchant);
    }

    @Test
    void a_key_reaches_its_own_programme_and_knows_of_no_other() {
        var own = merchant.requireMerchant().program();

        merchant.requireProgram(own, Role.MANAGER);
        person(Role.MANAGER).requireProgram(own, Role.MANAGER);
        refused(() -> merchant.requireProgram(ProgramId.fresh(), Role.MANAGER), RefusalKind.NOT_FOUND);
        refused(() -> person(Role.ANALYST).requireProgram(own, Role.MANAGER), RefusalKind.FORBIDDEN);
    }

    @Test
    void the_audit_log_names_the_caller_by_id() {
        var person = person();
        assertThat(person.actor()).isEqualTo("account:" + person.account()).startsWith("account:acc_");
        assertThat(merchant.actor()).startsWith("api_key:key_");
    }

    private static Caller.Person person(Role... given) {
        return new Caller.Person(AccountId.fresh(), "nora@shop.example", true, Role.heldBy(Set.of(given)));
    }

    private static void refused(Runnable asked, RefusalKind kind) {
        assertThatThrownBy(asked::run)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(kind));
    }
}
