// Records clicks on pages opened with ?via=CODE and remembers the click's id, first-party, for the signup.
// handsel.ready resolves to the id or null; handsel.clickId() is what is known now; handsel.consent(true) allows storing.
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script || window.handsel) return;
  const server = new URL(script.src);
  const program = server.searchParams.get("program");
  const consentRequired = "{consent}";
  const maxAge = "{days}" * 86400;
  const form = /^clk_[0-9a-z]{26}$/;

  const read = (name) => {
    const found = document.cookie.split("; ").find((pair) => pair.startsWith(name + "="));
    return found ? found.slice(name.length + 1) : null;
  };
  const write = (name, value, age) => {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = name + "=" + value + "; Path=/; SameSite=Lax; Max-Age=" + age + secure;
  };

  let consented = !consentRequired || read("hs_consent") === "granted";
  let id = null;
  const known = read("hs_click");
  if (known && form.test(known)) id = known;

  const remember = (value) => {
    if (!form.test(value)) return;
    id = value;
    if (consented && !navigator.globalPrivacyControl) write("hs_click", id, maxAge);
  };

  const record = async (code) => {
    const address = server.origin + server.pathname.replace(/click\.js$/, "clicks");
    const answer = await fetch(address + "?program=" + encodeURIComponent(program), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      credentials: "omit",
      keepalive: true,
      body: JSON.stringify({
        program: program,
        code: code,
        url: location.href.split("#")[0].slice(0, 8000),
        referrer: document.referrer.slice(0, 8000) || null,
      }),
    });
    if (answer.ok) remember((await answer.json()).click_id);
  };

  const query = new URLSearchParams(location.search);
  const brought = query.get("click_id");
  const via = query.get("via");
  // Nobody has gone to a page that another one shows in a frame, or that the browser only prepares.
  const shown = () => document.prerendering
    ? new Promise((go) => document.addEventListener("prerenderingchange", go, { once: true }))
    : Promise.resolve();
  let work = Promise.resolve();
  if (window.top === window) {
    if (brought && form.test(brought)) remember(brought);
    else if (via && program) work = shown().then(() => record(via)).catch(() => {});
  }

  window.handsel = Object.freeze({
    ready: work.then(() => id),
    clickId: () => id,
    consent: (granted) => {
      consented = granted === true;
      write("hs_consent", consented ? "granted" : "", consented ? maxAge : 0);
      if (!consented) write("hs_click", "", 0);
      else if (id) remember(id);
    },
  });
})();
