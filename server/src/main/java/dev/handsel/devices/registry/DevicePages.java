package dev.handsel.devices.registry;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.http.Strangers;
import dev.handsel.platform.limits.Limit;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where the mailed links lead. Opening a page changes nothing, as programs open the links in mails too; its button does. */
@Hidden
@Controller
class DevicePages {

    private final Confirmations confirmations;
    private final Strangers strangers;

    DevicePages(Confirmations confirmations, Strangers strangers) {
        this.confirmations = confirmations;
        this.strangers = strangers;
    }

    @GetMapping("/devices/confirm")
    ModelAndView confirmation(@RequestParam(defaultValue = "") String token, HttpServletRequest request) {
        return page("devices/confirm", token, request, confirmations::toConfirm);
    }

    @PostMapping("/devices/confirm")
    ModelAndView confirm(@RequestParam(defaultValue = "") String token, HttpServletRequest request) {
        return page("devices/confirmed", token, request, confirmations::confirm);
    }

    @GetMapping("/devices/disown")
    ModelAndView disowning(@RequestParam(defaultValue = "") String key, HttpServletRequest request) {
        return page("devices/disown", key, request, confirmations::toDisown);
    }

    @PostMapping("/devices/disown")
    ModelAndView disown(@RequestParam(defaultValue = "") String key, HttpServletRequest request) {
        return page("devices/disowned", key, request, confirmations::disown);
    }

    private ModelAndView page(
            String template, String secret, HttpServletRequest request, Function<String, Device> found) {
        try {
            var page = new ModelAndView(template);
            page.addObject(
                    "name",
                    strangers
                            .guess(Limit.WRONG_LINKS, request, () -> found.apply(secret))
                            .name());
            page.addObject("secret", secret);
            return page;
        } catch (Refused gone) {
            if (gone.kind() == RefusalKind.TOO_MANY) {
                throw gone;
            }
            return new ModelAndView("devices/gone", HttpStatus.valueOf(404));
        }
    }
}
