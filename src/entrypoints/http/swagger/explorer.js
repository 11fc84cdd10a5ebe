SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#explorer", deepLinking: true });
