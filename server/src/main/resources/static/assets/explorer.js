// Shows the API's description; no request leaves this server. Whoever has signed in tries calls as themselves: the page asks
// for a token of an hour by the session, and forgets it when it is left.
const explorer = SwaggerUIBundle({
  url: '/v1/openapi.json',
  dom_id: '#explorer',
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
  tryItOutEnabled: true,
  onComplete: () =>
    fetch('/account/token', { headers: { Accept: 'application/json' }, credentials: 'same-origin' })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((token) => {
        if (token) {
          explorer.preauthorizeApiKey('person', token.access_token);
          document.getElementById('sign-in').textContent = 'You are signed in: calls are made as yourself.';
        }
      }),
});
