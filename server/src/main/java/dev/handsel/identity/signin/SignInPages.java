package dev.handsel.identity.signin;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.identity.access.LocalSignIn;
import dev.handsel.identity.access.LocalSignIn.SetUp;
import dev.handsel.platform.http.Strangers;
import dev.handsel.platform.limits.Limit;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The two pages before anybody is signed in: sign in, and choose a password through a one-time link. */
@Hidden
@Controller
class SignInPages {

    private final LocalSignIn local;
    private final Strangers strangers;

    SignInPages(LocalSignIn local, Strangers strangers) {
        this.local = local;
        this.strangers = strangers;
    }

    @GetMapping("/login")
    String signIn(
            Model model,
            @RequestParam(required = false) String failed,
            @RequestParam(required = false) String throttled,
            @RequestParam(required = false) String ready,
            @RequestParam(name = "signed_out", required = false) String out) {
        model.addAttribute("failed", failed != null);
        model.addAttribute("wait", wait(throttled));
        model.addAttribute("ready", ready != null);
        model.addAttribute("out", out != null);
        model.addAttribute("setUp", local.isSetUp());
        return "signin/login";
    }

    /** How long to wait, as the address says it; anybody may write there what they like. */
    private static @Nullable String wait(@Nullable String seconds) {
        return seconds != null && seconds.matches("[0-9]{1,4}") ? seconds : null;
    }

    @GetMapping("/setup")
    ModelAndView setUp(@RequestParam(defaultValue = "") String token, HttpServletRequest request) {
        try {
            return form(token, strangers.guess(Limit.WRONG_LINKS, request, () -> local.open(token)));
        } catch (Refused gone) {
            return gone(gone);
        }
    }

    @PostMapping("/setup")
    ModelAndView complete(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request) {
        try {
            strangers.guess(Limit.WRONG_LINKS, request, () -> local.open(token));
            local.complete(token, email, password);
            return new ModelAndView("redirect:/login?ready");
        } catch (Refused refused) {
            return refused.kind() == RefusalKind.INVALID ? again(token, refused) : gone(refused);
        }
    }

    private ModelAndView again(String token, Refused refused) {
        try {
            var page = form(token, local.open(token));
            page.addObject("faults", refused.faults());
            page.setStatus(HttpStatus.BAD_REQUEST);
            return page;
        } catch (Refused meanwhile) {
            return gone(meanwhile);
        }
    }

    private static ModelAndView form(String token, SetUp setUp) {
        var page = new ModelAndView("signin/setup");
        page.addObject("token", token);
        page.addObject(
                "invited",
                switch (setUp) {
                    case SetUp.FirstOwner _ -> "";
                    case SetUp.Invited invited -> invited.email();
                });
        return page;
    }

    private static ModelAndView gone(Refused why) {
        if (why.kind() == RefusalKind.TOO_MANY) {
            throw why;
        }
        return new ModelAndView("signin/gone", HttpStatus.NOT_FOUND);
    }
}
