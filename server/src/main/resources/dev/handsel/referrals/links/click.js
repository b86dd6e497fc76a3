// Records clicks on pages opened with ?via=CODE and remembers them, first-party, for the signup.
// handsel.ready resolves to the id of the click that counts, or null; handsel.clickId() is what is known now;
// handsel.consent(true) allows storing.
(() => {
  "use strict";
  const { src } = document.currentScript || {};
  if (!src || window.handsel) return;
  const program = new URL(src).searchParams.get("program");
  const consentRequired = "{consent}";
  const firstCounts = "{first}";
  const maxAge = "{days}" * 86400;
  const domain = "{domain}", own = "_{slug}";
  const names = ["hs_click", "hs_first", "hs_visitor", "hs_consent"];
  const [last, first, visits, agreed] = names.map((name) => name + own);
  const click = "clk_[0-9a-z]{26}";

  const read = (name, form) =>
    (document.cookie.match(`(?:^|; )${name}=(${form})(?:;|$)`) || [])[1] || null;
  // Programmes shared some names once; these are read where there is none of this one's own.
  const either = (name, form) => read(read(name + own, "[^;]+") ? name + own : name, form);
  // Browsers refuse a cookie for a domain that the page is not in.
  const shared = domain && ("." + location.hostname).endsWith("." + domain) ? "; Domain=" + domain : "";
  const put = (name, value, age, where) => document.cookie = `${name}=${value}; Path=/; SameSite=Lax; Max-Age=${age}${where}`
    + (location.protocol === "https:" ? "; Secure" : "");
  // What the host has of its own, from before there was a domain, would hide what is shared.
  const write = (name, value, age = maxAge) => {
    put(name, "", 0, "");
    put(name, value, age, shared);
  };

  let consented = !consentRequired || either("hs_consent", "granted");
  const mayStore = () => consented && !navigator.globalPrivacyControl;
  let [id, earliest] = mayStore() ? [either("hs_click", click), read(first, click)] : [];
  const counted = () => (firstCounts && earliest) || id || null;

  const remember = (value) => {
    id = value;
    earliest ||= value;
    if (!mayStore()) return;
    write(last, id);
    if (!read(first, click)) write(first, earliest);
  };

  const known = () => read(visits, "[0-9a-f-]{36}[.][\\w-]{22}");

  const record = async (code) => {
    const answer = await fetch(new URL("clicks?program=" + encodeURIComponent(program), src), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      credentials: "omit",
      keepalive: true,
      body: JSON.stringify({
        program,
        code,
        url: location.href.split("#")[0].slice(0, 8000),
        referrer: document.referrer.slice(0, 8000) || null,
        visitor: mayStore() ? known() || "new" : null,
      }),
    });
    if (!answer.ok) return;
    const { click_id, visitor } = await answer.json();
    remember(click_id);
    // Not written again: it ends in its own time.
    if (visitor && mayStore() && visitor !== known()) write(visits, visitor);
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
    if (RegExp(`^${click}$`).test(brought)) remember(brought);
    else if (via && program) work = shown().then(() => record(via)).catch(() => {});
  }

  window.handsel = Object.freeze({
    ready: work.then(counted),
    clickId: counted,
    consent: (granted) => {
      consented = granted === true;
      if (!consented) return names.flatMap((name) => [name, name + own]).forEach((name) => write(name, "", 0));
      if (!mayStore()) return;
      write(agreed, "granted");
      if (id) remember(id);
    },
  });
})();
