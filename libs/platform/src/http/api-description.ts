import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ProblemDocument } from './problem.dto.js';

/** Serves the OpenAPI document and a page that explains it without any outside host. */
export function describeApi(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'ASAN Franchise API',
  });
}

/** The description of every route, with the problem document as the answer to every fault. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const options = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('ASAN Franchise')
    .setDescription('Partners, agreements, centres and the monthly KPI report of the ASAN export programme.')
    .setVersion('1')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'Access token of /auth/login, or a service client key asan_live_…',
    })
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(app, options, {
    extraModels: [ProblemDocument],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  return withProblems(document);
}

function withProblems(document: OpenAPIObject): OpenAPIObject {
  const content = {
    'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDocument' } },
  };
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path) as Array<{ responses?: Record<string, unknown> }>) {
      if (operation.responses) operation.responses.default = { description: 'A problem (RFC 9457)', content };
    }
  }
  return document;
}
