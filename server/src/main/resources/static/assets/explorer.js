// Shows the API's description; no request leaves this server.
SwaggerUIBundle({
  url: '/v1/openapi.json',
  dom_id: '#explorer',
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
  tryItOutEnabled: true,
});
