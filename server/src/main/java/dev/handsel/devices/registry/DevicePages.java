package dev.handsel.devices.registry;

import dev.handsel.base.refusal.Refused;
import io.swagger.v3.oas.annotations.Hidden;
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

    DevicePages(Confirmations confirmations) {
        this.confirmations = confirmations;
    }

    @GetMapping("/devices/confirm")
    ModelAndView confirmation(@RequestParam(defaultValue = "") String token) {
        return page("devices/confirm", token, confirmations::toConfirm);
    }

    @PostMapping("/devices/confirm")
    ModelAndView confirm(@RequestParam(defaultValue = "") String token) {
        return page("devices/confirmed", token, confirmations::confirm);
    }

    @GetMapping("/devices/disown")
    ModelAndView disowning(@RequestParam(defaultValue = "") String key) {
        return page("devices/disown", key, confirmations::toDisown);
    }

    @PostMapping("/devices/disown")
    ModelAndView disown(@RequestParam(defaultValue = "") String key) {
        return page("devices/disowned", key, confirmations::disown);
    }

    private static ModelAndView page(String template, String secret, Function<String, Device> found) {
        try {
            var page = new ModelAndView(template);
            page.addObject("name", found.apply(secret).name());
            page.addObject("secret", secret);
            return page;
        } catch (Refused gone) {
            return new ModelAndView("devices/gone", HttpStatus.valueOf(404));
        }
    }
}
