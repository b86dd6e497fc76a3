package dev.handsel.identity.linking;

import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.http.OpenPath.OpenPages;
import dev.handsel.platform.http.RequestPaths;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where the mailed link leads. Opening the page changes nothing; its button does. */
@Hidden
@Controller
class LinkPages {

    @Configuration(proxyBeanMethods = false)
    static class Open {

        @Bean
        OpenPages openLinkPages() {
            return new OpenPages(RequestPaths.any("/identities/link"));
        }
    }

    private final Linking linking;

    LinkPages(Linking linking) {
        this.linking = linking;
    }

    @GetMapping("/identities/link")
    ModelAndView ask(@RequestParam(defaultValue = "") String key) {
        return page("linking/link", key, linking::open);
    }

    @PostMapping("/identities/link")
    ModelAndView link(@RequestParam(defaultValue = "") String key) {
        return page("linking/linked", key, linking::confirm);
    }

    private static ModelAndView page(String template, String key, Function<String, LinkRequest> found) {
        try {
            var page = new ModelAndView(template);
            page.addObject("asked", found.apply(key));
            page.addObject("key", key);
            return page;
        } catch (Refused gone) {
            return new ModelAndView("linking/gone", HttpStatus.NOT_FOUND);
        }
    }
}
