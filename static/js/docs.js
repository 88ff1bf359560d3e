// The page of the API's contract: Swagger UI takes the place of the plain list, which stays when it can't.
const element = document.querySelector(".docs__viewer");

window.SwaggerUIBundle?.({
  url: element.dataset.source,
  domNode: element,
  deepLinking: true,
  defaultModelsExpandDepth: -1,
  supportedSubmitMethods: ["get", "head"],
  // Its colours would be style attributes, which our policy keeps out.
  syntaxHighlight: false,
  validatorUrl: null,
});
