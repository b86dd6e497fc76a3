// Records clicks on pages opened with ?via=CODE and remembers them, first-party, for the signup.
// handsel.ready resolves to the id of the click that counts, or null; handsel.clickId() is what is known now;
// handsel.consent(true) allows storing.
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script || window.handsel) return;
  const program = new URL(script.src).searchParams.get("program");
  const consentRequired = "{consent}";
  const firstCounts = "{first}";
  const maxAge = "{days}" * 86400;
  const domain = "{domain}";
  const own = "_{slug}";
  const names = ["hs_click", "hs_first" + own, "hs_visitor" + own];
  const [last, first, visits] = names;
  const click = "clk_[0-9a-z]{26}";

  const read = (name, form) =>
    (document.cookie.match("(?:^|; )" + name + "=(" + form + ")(?:;|$)") || [])[1] || null;
  // Browsers refuse a cookie for a domain that the page is not in.
  const shared = domain && ("." + location.hostname).endsWith("." + domain) ? "; Domain=" + domain : "";
  const put = (name, value, age, where) => document.cookie = name + "=" + value + "; Path=/; SameSite=Lax; Max-Age=" + age
    + where + (location.protocol === "https:" ? "; Secure" : "");
  const write = (name, value) => put(name, value, maxAge, shared);
  const forget = (name) => ["", shared].forEach((where) => put(name, "", 0, where));

  let consented = !consentRequired || !!read("hs_consent", "granted");
  const mayStore = () => consented && !navigator.globalPrivacyControl;
  let [id, earliest] = mayStore() ? [read(last, click), read(first, click)] : [];
  const counted = () => (firstCounts && earliest) || id || null;

  const remember = (value) => {
    id = value;
    earliest = earliest || value;
    if (!mayStore()) return;
    write(last, id);
    if (!read(first, click)) write(first, earliest);
  };

  // A random number without which clicks of one browser could not be told to be one browser's.
  const visitor = () => {
    if (!mayStore()) return null;
    const known = read(visits, "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
      || [...crypto.getRandomValues(new Uint8Array(16))].map((octet) => (octet + 256).toString(16).slice(1)).join("")
        .replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    write(visits, known);
    return known;
  };

  const record = async (code) => {
    const answer = await fetch(new URL("clicks?program=" + encodeURIComponent(program), script.src), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      credentials: "omit",
      keepalive: true,
      body: JSON.stringify({
        program,
        code,
        url: location.href.split("#")[0].slice(0, 8000),
        referrer: document.referrer.slice(0, 8000) || null,
        visitor: visitor(),
      }),
    });
    if (answer.ok) remember((await answer.json()).click_id);
  };

  const query = new URLSearchParams(location.search);
  const brought = query.get("{click_id}");
  const via = query.get("{via}");
  // Nobody has gone to a page that another one shows in a frame, or that the browser only prepares.
  const shown = () => new Promise((go) => document.prerendering
    ? document.addEventListener("prerenderingchange", go, { once: true })
    : go());
  let work = Promise.resolve();
  if (window.top === window) {
    if (RegExp("^" + click + "$").test(brought)) remember(brought);
    else if (via && program) work = shown().then(() => record(via)).catch(() => {});
  }

  window.handsel = Object.freeze({
    ready: work.then(counted),
    clickId: counted,
    consent: (granted) => {
      consented = granted === true;
      if (!consented) return ["hs_consent", ...names].forEach(forget);
      write("hs_consent", "granted");
      if (id) remember(id);
    },
  });
})();
